import PouchDB from 'pouchdb-core';
import leveldbAdapter from 'pouchdb-adapter-leveldb';
import type { LevelDown } from 'leveldown';
import { durableLevelTo } from './durable-level.ts';
import { LevelReads } from './level-reads.ts';
import type { NewDoc, Revisions } from './store.ts';
import { asStoreError, StoreError } from './store-error.ts';

/** A document as PouchDB hands it out. */
export interface PouchDoc {
  _id: string;
  _rev: string;
  _deleted?: boolean;
  _revisions?: Revisions;
  [field: string]: unknown;
}

/** What is used of a PouchDB database; it writes, and many documents are read past it. */
export interface Pouch {
  info(): Promise<{ doc_count: number; update_seq: number }>;
  bulkDocs(
    docs: readonly NewDoc[] | { docs: readonly NewDoc[]; new_edits: false },
  ): Promise<({ ok: true; id: string; rev: string } | { status: number; reason: string })[]>;
  bulkGet(options: { docs: { id: string; rev?: string }[]; revs: boolean }): Promise<{
    results: { id: string; docs: ({ ok: PouchDoc } | { error: { status: number; reason: string } })[] }[];
  }>;
  get(id: string): Promise<PouchDoc>;
  put(doc: NewDoc): Promise<unknown>;
  close(): Promise<void>;
  readonly reads: LevelReads;
}

/**
 * Ancestry kept with each document. Bounded, because it is rewritten with every update; yet a device that was
 * away for more generations than this keeps its old revision as a second leaf, which a deletion would bring
 * back to light: so it is far above what one complaint sees between two syncs.
 */
export const REVS_LIMIT = 100;

PouchDB.plugin(leveldbAdapter);
const Database = PouchDB as unknown as new (path: string, options: object) => Omit<Pouch, 'reads'>;

/** Opens (or makes) the LevelDB at `path`, only the latest body of a document kept. */
export async function openPouch(path: string): Promise<Pouch> {
  const opened: LevelDown[] = [];
  const db = new Database(path, {
    adapter: 'leveldb',
    db: durableLevelTo((level) => void opened.push(level)),
    auto_compaction: true,
    revs_limit: REVS_LIMIT,
  });
  try {
    await db.info();
  } catch (error) {
    throw asStoreError(error);
  }
  const [level] = opened;
  if (level === undefined) throw new StoreError('store.locked', `${path} is open in this process`);
  return Object.assign(db, { reads: new LevelReads(level) });
}
