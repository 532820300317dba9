import PouchDB from 'pouchdb-core';
import leveldbAdapter from 'pouchdb-adapter-leveldb';
import { durableLevel } from './durable-level.ts';
import type { NewDoc, Revisions } from './store.ts';
import { asStoreError } from './store-error.ts';

/** A document as PouchDB hands it out. */
export interface PouchDoc {
  _id: string;
  _rev: string;
  _deleted?: boolean;
  _revisions?: Revisions;
  [field: string]: unknown;
}

/** What is used of a PouchDB database. */
export interface Pouch {
  info(): Promise<{ doc_count: number; update_seq: number }>;
  bulkDocs(
    docs: readonly NewDoc[] | { docs: readonly NewDoc[]; new_edits: false },
  ): Promise<({ ok: true; id: string; rev: string } | { status: number; reason: string })[]>;
  bulkGet(options: { docs: { id: string; rev?: string }[]; revs: boolean }): Promise<{
    results: { id: string; docs: ({ ok: PouchDoc } | { error: { status: number; reason: string } })[] }[];
  }>;
  allDocs(options: {
    startkey: string;
    endkey: string;
    descending: boolean;
    include_docs: boolean;
    limit?: number;
  }): Promise<{ rows: { id: string; value: { rev: string }; doc?: PouchDoc }[] }>;
  changes(options: { since: number; limit?: number; include_docs: boolean }): PromiseLike<{
    results: { seq: number; id: string; changes: { rev: string }[]; deleted?: boolean; doc?: PouchDoc }[];
    last_seq: number;
  }>;
  get(id: string): Promise<PouchDoc>;
  put(doc: NewDoc): Promise<unknown>;
  close(): Promise<void>;
}

/**
 * Ancestry kept with each document. Bounded, because it is rewritten with every update; yet a device that was
 * away for more generations than this keeps its old revision as a second leaf, which a deletion would bring
 * back to light: so it is far above what one complaint sees between two syncs.
 */
export const REVS_LIMIT = 100;

PouchDB.plugin(leveldbAdapter);
const Database = PouchDB as unknown as new (path: string, options: object) => Pouch;

/** Opens (or makes) the LevelDB at `path`, only the latest body of a document kept. */
export async function openPouch(path: string): Promise<Pouch> {
  const db = new Database(path, {
    adapter: 'leveldb',
    db: durableLevel,
    auto_compaction: true,
    revs_limit: REVS_LIMIT,
  });
  try {
    await db.info();
    return db;
  } catch (error) {
    throw asStoreError(error);
  }
}
