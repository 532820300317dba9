import { readEpoch } from './epoch.ts';
import type { ChangeFeed } from './follow.ts';
import { follow } from './follow.ts';
import { Gate } from './gate.ts';
import { groupWrites } from './group-writes.ts';
import { checkedWrite } from './new-doc.ts';
import type { Pouch, PouchDoc } from './pouch.ts';
import { ReopenablePouch } from './reopenable.ts';
import type { Change, ChangesBatch, ChangesOptions, NewDoc, Seq, Store, WriteResult } from './store.ts';
import { StoreError } from './store-error.ts';

const NOT_FOUND = 404;
const CONFLICT = 409;
const FOLLOW_BATCH = 500;
/** Documents of one batch of LevelDB's, which is on the disk as a whole or not at all. */
const MOST = 1000;

/**
 * The embedded engine: PouchDB over LevelDB in this process, which is the directory's only one; so it alone
 * writes, and a write is all the news that a follower needs to wait for.
 *
 * @param path the database's own directory, made when absent
 */
export async function openEmbedded(path: string): Promise<Store> {
  const pouch = await ReopenablePouch.open(path);
  const closing = new AbortController();
  const bells = new Set<() => void>();
  const gate = new Gate();

  /** Followers read a write anew: whoever waits for its result goes first. */
  function ringSoon(): void {
    setImmediate(() => {
      for (const ring of bells) ring();
    });
  }

  async function writeBatch(docs: NewDoc[]): Promise<WriteResult[]> {
    const answers = await gate.pass(() => pouch.write((db) => db.bulkDocs(docs)));
    ringSoon();
    return docs.map((doc, index): WriteResult => {
      const answer = answers[index];
      if (answer && 'rev' in answer) return { id: doc._id, rev: answer.rev };
      if (answer?.status === CONFLICT) return { id: doc._id, error: 'conflict' };
      throw new StoreError(
        'store.unavailable',
        `${doc._id} was not written: ${answer?.reason ?? 'no answer'}`,
      );
    });
  }

  function changes({ since, limit = Infinity, includeDocs = false }: ChangesOptions): Promise<ChangesBatch> {
    return pouch.read((db) => readChanges(db, since, limit, includeDocs));
  }

  /** Waits by a bell that is hung up before the read, so that no write falls between the two. */
  function feed(includeDocs: boolean): ChangeFeed {
    return {
      now: () => pouch.read(async (db) => String((await db.info()).update_seq)),
      async next(since, ended) {
        let ring = (): void => undefined;
        const rung = new Promise<void>((resolve) => (ring = resolve));
        bells.add(ring);
        ended.addEventListener('abort', ring);
        try {
          const batch = await changes({ since, limit: FOLLOW_BATCH, includeDocs });
          if (batch.changes.length === 0 && !ended.aborted) await rung;
          return batch;
        } finally {
          bells.delete(ring);
          ended.removeEventListener('abort', ring);
        }
      },
    };
  }

  const store: Store = {
    together: MOST,
    copiesDiffer: false,
    async info() {
      const [info, epoch] = await Promise.all([pouch.read((db) => db.info()), readEpoch(store)]);
      return { docCount: info.doc_count, seq: String(info.update_seq), epoch };
    },
    changes,
    follow: ({ since, signal, includeDocs = false }) =>
      follow(feed(includeDocs), since, AbortSignal.any([signal, closing.signal])),
    get: async (id) => (await store.getMany([id]))[0] ?? null,
    getMany: (ids, { revs = false } = {}) => pouch.read(({ reads }) => reads.docs(ids, revs)),
    range: ({ from, to, limit = Infinity, descending = false, includeDocs = false }) =>
      pouch.read(({ reads }) => reads.range({ from, to, limit, descending, includeDocs })),
    write: checkedWrite(groupWrites(writeBatch, { most: MOST })),
    hold: (work) => gate.hold(work),
    async getRevisions(revisions) {
      if (revisions.length === 0) return [];
      const docs = revisions.map(({ id, rev }) => ({ id, rev }));
      const { results } = await pouch.read((db) => db.bulkGet({ docs, revs: true }));
      const found = new Map(results.map(({ id, docs: [first] }) => [id, first]));
      return revisions.map(({ id, rev }) => {
        const leaf = found.get(id);
        return leaf && 'ok' in leaf && leaf.ok._rev === rev ? leaf.ok : null;
      });
    },
    async putRevisions(docs) {
      const refused = await gate.pass(() =>
        pouch.write((db) => db.bulkDocs({ docs: docs.map((doc) => ({ ...doc })), new_edits: false })),
      );
      ringSoon();
      if (refused.length > 0) throw new StoreError('store.unavailable', JSON.stringify(refused[0]));
    },
    getLocal: (id) => pouch.read((db) => readLocal(db, id)).then((doc) => doc && withoutIdentity(doc)),
    putLocal: (id, value) =>
      pouch.write(async (db) => {
        for (;;) {
          const before = await readLocal(db, id);
          try {
            await db.put({ ...value, _id: `_local/${id}`, ...(before && { _rev: before._rev }) });
            return;
          } catch (error) {
            if (statusOf(error) !== CONFLICT) throw error; // another writer came between: ours is the later
          }
        }
      }),
    removeLocal: (id) =>
      pouch.write(async (db) => {
        const found = await readLocal(db, id);
        if (found !== null) await db.bulkDocs([{ _id: `_local/${id}`, _rev: found._rev, _deleted: true }]);
      }),
    async close() {
      closing.abort();
      await pouch.close();
    },
  };
  await readEpoch(store);
  return store;
}

async function readChanges(
  db: Pouch,
  since: Seq | null,
  limit: number,
  docs: boolean,
): Promise<ChangesBatch> {
  const after = Number(since ?? 0);
  if (!Number.isSafeInteger(after)) throw new TypeError(`not a sequence of this store: ${since}`);
  if (limit === 0) throw new TypeError('a batch of changes has at least one');
  const { update_seq } = await db.info();
  const found = await db.reads.changes(after, limit);
  const last = found.at(-1)?.seq ?? after;
  return {
    changes: found.map(({ seq, rev, deleted, doc }): Change => ({
      seq: String(seq),
      id: doc._id,
      rev,
      deleted,
      ...(docs && { doc }),
    })),
    last: String(last),
    pending: found.length < limit ? 0 : Math.max(0, update_seq - last),
  };
}

function readLocal(db: Pouch, id: string): Promise<PouchDoc | null> {
  return db.get(`_local/${id}`).catch((error: unknown) => {
    if (statusOf(error) === NOT_FOUND) return null;
    throw error;
  });
}

function withoutIdentity({ _id, _rev, ...value }: PouchDoc): Record<string, unknown> {
  return value;
}

function statusOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
}
