import type { Couch } from './couch.ts';
import { hasStatus } from './couch.ts';
import { readLeaves, winnerOf } from './couch-leaves.ts';
import { couchWriter } from './couch-writes.ts';
import { readEpoch } from './epoch.ts';
import type { ChangeFeed } from './follow.ts';
import { follow } from './follow.ts';
import { Gate } from './gate.ts';
import { groupWrites } from './group-writes.ts';
import { checkedWrite } from './new-doc.ts';
import type { Change, ChangesBatch, DocWithRevisions, Seq, Store, StoredDoc } from './store.ts';
import { StoreError } from './store-error.ts';

/** Measured: 500 to 1,000 ids a call, two to four calls at once. */
const GET_BATCH = 500;
const GETS_AT_ONCE = 4;
const FOLLOW_BATCH = 500;
/** How long a follower waits for news in one request; and how much longer until it takes the line for dead. */
const LONGPOLL_MS = 25_000;
const LONGPOLL_GRACE_MS = 10_000;

interface ChangesAnswer {
  results: { seq: Seq; id: string; changes: { rev: string }[]; deleted?: boolean; doc?: StoredDoc }[];
  last_seq: Seq;
  pending?: number;
}

/** One database of a CouchDB, which exists and has been checked (`prepareCouch`). */
export async function openCouchStore(couch: Couch, db: string): Promise<Store> {
  const closing = new AbortController();
  const { cluster } = await couch.ask<{ cluster?: { n: number } }>({ db });
  const copies = cluster?.n ?? 1;
  const gate = new Gate();
  const writeBatch = couchWriter(couch, db, copies);

  async function getBatch(ids: readonly string[], revs: boolean): Promise<(DocWithRevisions | null)[]> {
    const found = await readLeaves(couch, db, ids, { revs });
    return ids.map((id) => {
      const winner = winnerOf(found.get(id) ?? []);
      return winner === undefined || winner['_deleted'] === true ? null : winner;
    });
  }

  /** A long poll reads and waits in one call, so no change can fall between the two. */
  function feed(includeDocs: boolean): ChangeFeed {
    return {
      now: async () =>
        (await couch.ask<ChangesAnswer>({ db, path: '_changes', qs: { since: 'now', limit: 1 } })).last_seq,
      async next(since, signal) {
        const wait = { feed: 'longpoll', timeout: LONGPOLL_MS };
        const qs = { ...wait, since: since ?? 0, limit: FOLLOW_BATCH, include_docs: includeDocs };
        const longestMs = LONGPOLL_MS + LONGPOLL_GRACE_MS;
        return batchOf(await couch.wait<ChangesAnswer>({ db, path: '_changes', qs, signal, longestMs }));
      },
    };
  }

  const store: Store = {
    // each shard has a file of its own
    together: 0,
    copiesDiffer: copies > 1,
    async info() {
      const [info, epoch] = await Promise.all([
        couch.ask<{ doc_count: number; update_seq: Seq }>({ db }),
        readEpoch(store),
      ]);
      return { docCount: info.doc_count, seq: info.update_seq, epoch };
    },
    async changes({ since, limit, includeDocs = false }) {
      if (limit === 0) throw new TypeError('a batch of changes has at least one');
      const qs = { since: since ?? 0, limit, include_docs: includeDocs };
      return batchOf(await couch.ask<ChangesAnswer>({ db, path: '_changes', qs }));
    },
    follow: ({ since, signal, includeDocs = false }) =>
      follow(feed(includeDocs), since, AbortSignal.any([signal, closing.signal])),
    get: async (id) => (await getBatch([id], false))[0] ?? null,
    async getMany(ids, { revs = false } = {}) {
      const parts: (DocWithRevisions | null)[][] = [];
      const starts = Array.from(
        { length: Math.ceil(ids.length / GET_BATCH) },
        (_, part) => part * GET_BATCH,
      ).values();
      const worker = async (): Promise<void> => {
        for (const from of starts)
          parts[from / GET_BATCH] = await getBatch(ids.slice(from, from + GET_BATCH), revs);
      };
      await Promise.all(Array.from({ length: GETS_AT_ONCE }, worker));
      return parts.flat();
    },
    async range({ from, to, limit, descending = false, includeDocs = false }) {
      const [start, end] = descending ? [to, from] : [from, to];
      const qs = { startkey: start, endkey: end, descending, limit, include_docs: includeDocs };
      type Row = { id: string; value: { rev: string }; doc?: StoredDoc };
      const { rows } = await couch.ask<{ rows: Row[] }>({ db, path: '_all_docs', qs });
      return rows.map(({ id, value, doc }) => doc ?? { _id: id, _rev: value.rev });
    },
    write: checkedWrite(groupWrites((docs) => gate.pass(() => writeBatch(docs)), { refused: isRefused })),
    hold: (work) => gate.hold(work),
    async getRevisions(revisions) {
      if (revisions.length === 0) return [];
      const ids = revisions.map(({ id }) => id);
      const found = await readLeaves(couch, db, ids, { revs: true });
      return revisions.map(({ id, rev }) => found.get(id)?.find((leaf) => leaf._rev === rev) ?? null);
    },
    async putRevisions(docs) {
      const body = { docs, new_edits: false };
      const refused = await gate.pass(() =>
        couch.ask<unknown[]>({ db, path: '_bulk_docs', method: 'POST', body }),
      );
      if (refused.length > 0) throw new StoreError('store.unavailable', JSON.stringify(refused[0]));
    },
    async getLocal(id) {
      try {
        const { _id, _rev, ...value } = await couch.ask<StoredDoc>({ db, path: localPath(id) });
        return value;
      } catch (error) {
        if (hasStatus(error, 404) && !isDatabaseGone(error)) return null;
        throw error;
      }
    },
    // CouchDB checks no revision of a local document (3.5, tried): the last writer wins by itself
    putLocal: (id, value) => couch.ask({ db, path: localPath(id), method: 'PUT', body: value }),
    async removeLocal(id) {
      try {
        await couch.ask({ db, path: localPath(id), method: 'DELETE' });
      } catch (error) {
        if (!hasStatus(error, 404)) throw error;
      }
    },
    async close() {
      closing.abort();
    },
  };
  await readEpoch(store);
  return store;
}

/** CouchDB refuses a whole batch for one document that is too large. */
function isRefused(error: unknown): boolean {
  const status = error instanceof StoreError ? error.status : undefined;
  return status !== undefined && status >= 400 && status < 500;
}

/** CouchDB answers 404 for an absent database as for an absent document. */
function isDatabaseGone(error: unknown): boolean {
  return error instanceof Error && /^(Database does not exist|no_db_file)/i.test(error.message);
}

function localPath(id: string): string {
  return `_local/${encodeURIComponent(id)}`;
}

function batchOf({ results, last_seq, pending = 0 }: ChangesAnswer): ChangesBatch {
  const changes = results.map(({ seq, id, changes: leaves, deleted = false, doc }): Change => {
    return { seq, id, rev: leaves[0]?.rev ?? '', deleted, ...(doc && { doc }) };
  });
  return { changes, last: last_seq, pending };
}
