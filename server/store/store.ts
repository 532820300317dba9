/**
 * What the server asks of a database, and all it asks: two engines answer, CouchDB and an embedded one,
 * and one test suite holds both to it. Revisions are the server's own, so a document has one leaf.
 */
import type { Blobs } from './blobs.ts';

/** A revision, `<generation>-<digest>`: opaque but for its generation. */
export type Rev = string;

/** A position in the order of changes: opaque, comparable only with `===`, of use only with its epoch. */
export type Seq = string;

export interface StoredDoc {
  _id: string;
  _rev: Rev;
  [field: string]: unknown;
}

/** Ancestry as CouchDB writes it: `ids[0]` is the revision itself, at generation `start`. */
export interface Revisions {
  start: number;
  ids: string[];
}

export type DocWithRevisions = StoredDoc & { _revisions?: Revisions };

/** Without `_rev` it creates, with `_rev` it updates, with `_deleted: true` it deletes. */
export interface NewDoc {
  _id: string;
  _rev?: Rev | undefined;
  _deleted?: boolean | undefined;
  [field: string]: unknown;
}

export type WriteResult =
  | { id: string; rev: Rev; error?: never }
  | { id: string; error: 'conflict'; rev?: never };

export interface Change {
  seq: Seq;
  id: string;
  rev: Rev;
  deleted: boolean;
  doc?: StoredDoc;
}

export interface StoreInfo {
  docCount: number;
  seq: Seq;
  /** Made when the database was, absent from backups: another epoch means that sequences start anew. */
  epoch: string;
}

export interface ChangesOptions {
  /** null: from the beginning. */
  since: Seq | null;
  limit?: number;
  includeDocs?: boolean;
}

export interface ChangesBatch {
  changes: Change[];
  last: Seq;
  /** How many changes may follow `last`: 0 is exact, more is an upper bound. */
  pending: number;
}

export interface FollowOptions {
  /** null: from the beginning; `'now'`: from the moment of the call. */
  since: Seq | null;
  signal: AbortSignal;
  includeDocs?: boolean;
}

export interface RangeOptions {
  from: string;
  /** Inclusive. */
  to: string;
  limit?: number;
  descending?: boolean;
  /** Without it, documents of the range have `_id` and `_rev` only. */
  includeDocs?: boolean;
}

/**
 * One database. Every function rejects with a `StoreError` when the engine fails; what a caller must expect
 * (a conflict, an absent document) is a value.
 */
export interface Store {
  /** So many documents of one `write` are written together or, when the process is killed, not at all; 0: none are. */
  readonly together: number;
  /** Several disks keep the database, and a range or `info` may be as an older of them has it; changes never skip. */
  readonly copiesDiffer: boolean;
  info(): Promise<StoreInfo>;
  /** What changed after `since`, each document once, at its latest change. */
  changes(options: ChangesOptions): Promise<ChangesBatch>;
  /**
   * What changed after `since`, then what changes, without a gap, until the signal or the store ends it.
   * An engine that goes away is waited for. A change may come twice.
   */
  follow(options: FollowOptions): AsyncIterable<Change>;
  get(id: string): Promise<StoredDoc | null>;
  /** In the order of `ids`; null for what is absent or deleted. */
  getMany(ids: readonly string[], options?: { revs?: boolean }): Promise<(DocWithRevisions | null)[]>;
  /** Documents with `from <= _id <= to` in the order of their UTF-8 bytes, or in the reverse. */
  range(options: RangeOptions): Promise<StoredDoc[]>;
  /**
   * One result for each document, in order. What has a result is on disk. When it rejects, any of the
   * documents may or may not have been written: repeat, and a conflict tells.
   */
  write(docs: readonly NewDoc[]): Promise<WriteResult[]>;
  /** No write of this process is under way while `work` runs, and none begins. */
  hold<T>(work: () => Promise<T>): Promise<T>;
  /** At these very revisions, with ancestry, deleted ones too; null: no longer kept. For backups. */
  getRevisions(revisions: readonly { id: string; rev: Rev }[]): Promise<(DocWithRevisions | null)[]>;
  /** Writes documents as another store had them, revisions and ancestry included. For restoring into an empty one. */
  putRevisions(docs: readonly DocWithRevisions[]): Promise<void>;
  getLocal(id: string): Promise<Record<string, unknown> | null>;
  /** Replaces; the last writer wins. Local documents are in no change, range or backup. */
  putLocal(id: string, value: Record<string, unknown>): Promise<void>;
  /** Absent is fine. */
  removeLocal(id: string): Promise<void>;
  close(): Promise<void>;
}

export interface Stores {
  data: Store;
  registry: Store;
  accounts: Store;
  audit: Store;
  blobs: Blobs;
  close(): Promise<void>;
}

export const DATABASES = ['data', 'registry', 'accounts', 'audit'] as const;
