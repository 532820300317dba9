/**
 * Reads what PouchDB keeps in a LevelDB, many documents in one call of it. PouchDB itself asks for each document by a
 * call of its own, two where there is one: 470 absent documents took 13 ms, and take 3.
 *
 * As pouchdb-adapter-leveldb-core 9 keeps them: below `document-store`, by id, what is known of a document (its tree of
 * revisions, which of them wins, its latest sequence); below `by-sequence`, by sequence, each revision's content. Both are
 * written in one batch, in which the content of the revision before is deleted: whoever misses a content reads anew.
 */
import type { LevelDown, LevelIteratorOptions } from 'leveldown';
import type { DocWithRevisions, Revisions, StoredDoc } from './store.ts';
import { StoreError } from './store-error.ts';

type RevTree = readonly { readonly pos: number; readonly ids: RevNode }[];
type RevNode = readonly [hash: string, state: object, children: readonly RevNode[]];

interface Metadata {
  readonly id: string;
  readonly rev_tree: RevTree;
  readonly rev_map: Readonly<Record<string, number>>;
  readonly winningRev: string;
  readonly deleted: boolean;
  readonly seq: number;
}
interface Entry {
  readonly key: string;
  readonly value: string;
}
export interface LevelChange {
  readonly seq: number;
  readonly rev: string;
  readonly deleted: boolean;
  readonly doc: StoredDoc;
}
export interface LevelRange {
  readonly from: string;
  /** inclusive */
  readonly to: string;
  readonly limit: number;
  readonly descending: boolean;
  readonly includeDocs: boolean;
}

const docKey = (id: string): string => `\u00ffdocument-store\u00ff${id}`;
const DIGITS = 16;
const SEQ_PREFIX = '\u00ffby-sequence\u00ff';
const seqKey = (seq: number): string => `${SEQ_PREFIX}${String(seq).padStart(DIGITS, '0')}`;
const LAST_SEQ = `${SEQ_PREFIX}${'9'.repeat(DIGITS)}`;
/** Bytes that LevelDB hands over at once. */
const AT_ONCE = 256 * 1024;
const TRIES = 100;

export class LevelReads {
  readonly #level: LevelDown;

  constructor(level: LevelDown) {
    this.#level = level;
  }

  /** In the order of `ids`; null for what is absent or deleted. */
  async docs(ids: readonly string[], revs: boolean): Promise<(DocWithRevisions | null)[]> {
    const found = new Map<string, DocWithRevisions | null>();
    let left = [...new Set(ids)];
    for (let tries = 0; left.length > 0; tries += 1) {
      if (tries === TRIES) throw new StoreError('store.unavailable', `${left[0]} has lost its content`);
      const known = await this.#metadata(left);
      const contents = await this.#contents(known.filter((one) => one !== null && !one.deleted));
      for (const [at, id] of left.entries()) {
        const metadata = known[at] ?? null;
        if (metadata === null || metadata.deleted) found.set(id, null);
        else if (contents.has(id)) found.set(id, complete(contents.get(id), metadata, revs));
      }
      left = left.filter((id) => !found.has(id));
    }
    return ids.map((id) => found.get(id) ?? null);
  }

  /** What changed after a sequence, each document at its latest change. @param limit at least one */
  async changes(since: number, limit: number): Promise<LevelChange[]> {
    const found: LevelChange[] = [];
    let after = since;
    while (found.length < limit) {
      const most = limit - found.length;
      const entries = await this.#entries({ gt: seqKey(after), lte: LAST_SEQ, limit: most });
      const last = entries.at(-1);
      if (last === undefined) break;
      after = seqOf(last);
      const docs = entries.map(({ value }) => JSON.parse(value) as StoredDoc);
      const known = await this.#metadata(docs.map(({ _id }) => _id));
      for (const [at, entry] of entries.entries()) {
        const [doc, metadata, seq] = [docs[at], known[at], seqOf(entry)];
        // a later change of the same document comes in its turn
        if (doc === undefined || !metadata || metadata.seq !== seq) continue;
        found.push({ seq, rev: metadata.winningRev, deleted: metadata.deleted, doc });
      }
      if (entries.length < most) break;
    }
    return found;
  }

  async range({ from, to, limit, descending, includeDocs }: LevelRange): Promise<StoredDoc[]> {
    const rows: Metadata[] = [];
    let bounds: LevelIteratorOptions = { gte: docKey(from), lte: docKey(to) };
    while (rows.length < limit) {
      const most = limit - rows.length;
      const entries = await this.#entries({ ...bounds, reverse: descending, limit: most });
      const page = entries.map(({ value }) => JSON.parse(value) as Metadata);
      rows.push(...page.filter(({ deleted }) => !deleted));
      const last = entries.at(-1)?.key;
      if (last === undefined || entries.length < most) break;
      bounds = descending ? { gte: docKey(from), lt: last } : { gt: last, lte: docKey(to) };
    }
    if (!includeDocs) return rows.map(({ id, winningRev }) => ({ _id: id, _rev: winningRev }));
    // What is deleted between the two calls is in no range.
    const ids = rows.map(({ id }) => id);
    const docs = await this.docs(ids, false);
    return docs.filter((doc) => doc !== null);
  }

  async #metadata(ids: readonly string[]): Promise<(Metadata | null)[]> {
    const values = await this.#many(ids.map(docKey));
    return values.map((value) => (value === undefined ? null : (JSON.parse(value) as Metadata)));
  }

  /** The winning revision's content by id; those that a later write has just replaced are not there. */
  async #contents(known: readonly (Metadata | null)[]): Promise<Map<string, string>> {
    const all = known.filter((one) => one !== null);
    const values = await this.#many(all.map((one) => seqKey(one.rev_map[one.winningRev] ?? 0)));
    return new Map(
      all.flatMap(({ id }, at) => {
        const value = values[at];
        return value === undefined ? [] : [[id, value] as const];
      }),
    );
  }

  #many(keys: string[]): Promise<(string | undefined)[]> {
    if (keys.length === 0) return Promise.resolve([]);
    return new Promise((done, failed) => {
      this.#level.getMany(keys, { asBuffer: false }, (error, values = []) =>
        error ? failed(error) : done(values),
      );
    });
  }

  /** @param options with a limit, which may be infinite */
  #entries({ limit, ...bounds }: LevelIteratorOptions & { limit: number }): Promise<Entry[]> {
    const options = { ...bounds, limit: Number.isFinite(limit) ? limit : -1 };
    const iterator = this.#level.iterator({
      ...options,
      keyAsBuffer: false,
      valueAsBuffer: false,
      highWaterMark: AT_ONCE,
    });
    const entries: Entry[] = [];
    return new Promise((done, failed) => {
      const end = (error: Error | null | undefined): void =>
        iterator.end((failure) => {
          const fault = error ?? failure;
          if (fault) failed(fault);
          else done(entries);
        });
      const take = (error: Error | null | undefined, key?: string, value?: string): void => {
        if (error || key === undefined || value === undefined) return end(error);
        entries.push({ key, value });
        iterator.next(take);
      };
      iterator.next(take);
    });
  }
}

const seqOf = ({ key }: Entry): number => Number(key.slice(SEQ_PREFIX.length));

function complete(content: string | undefined, metadata: Metadata, revs: boolean): DocWithRevisions {
  const doc = JSON.parse(content ?? 'null') as StoredDoc;
  return revs ? { ...doc, _revisions: ancestry(metadata) } : doc;
}

function ancestry({ rev_tree, winningRev, id }: Metadata): Revisions {
  const start = Number.parseInt(winningRev, 10);
  const hash = winningRev.slice(winningRev.indexOf('-') + 1);
  for (const { pos, ids } of rev_tree) {
    const path = pathTo(ids, hash, start - pos);
    if (path !== null) return { start, ids: path };
  }
  throw new StoreError('store.unavailable', `${id} has no revision ${winningRev}`);
}

/** @param depth generations below `node`. @returns hashes from the one asked for up to `node`'s */
function pathTo([own, , children]: RevNode, hash: string, depth: number): string[] | null {
  if (depth === 0) return own === hash ? [own] : null;
  for (const child of children) {
    const path = pathTo(child, hash, depth - 1);
    if (path !== null) {
      path.push(own);
      return path;
    }
  }
  return null;
}
