/**
 * What is used of PouchDB, and all that is: the same in a browser (`idb`) and in a test's device process (`leveldb`).
 * No `find` and no map/reduce: an index over 10,000 documents took 8 s to build, 20 s at a phone's speed.
 */

/** A document as the store hands it out. */
export interface StoredDoc {
  readonly _id: string;
  readonly _rev: string;
  readonly [field: string]: unknown;
}

/** Without `_rev` it creates, with `_rev` it updates; `_revisions` goes with `new_edits: false`. */
export interface NewDoc {
  readonly _id: string;
  readonly _rev?: string | undefined;
  readonly _deleted?: boolean | undefined;
  readonly _revisions?: { readonly start: number; readonly ids: readonly string[] };
  readonly [field: string]: unknown;
}

export interface Written {
  readonly id: string;
  readonly rev: string;
}
export type WriteResult =
  | (Written & { readonly error?: never })
  | { readonly error: true | string; readonly id?: string; readonly status?: number };

export interface Row {
  readonly id: string;
  readonly value: { readonly rev: string; readonly deleted?: boolean };
  readonly doc?: StoredDoc | null;
}
export interface MissingRow {
  readonly key: string;
  readonly error: string;
}
export interface ChangedDoc {
  readonly id: string;
  readonly seq: number;
  readonly deleted?: boolean;
  readonly doc?: StoredDoc;
}

export interface Pouch {
  bulkDocs(docs: NewDoc[], options?: { readonly new_edits: boolean }): Promise<readonly WriteResult[]>;
  allDocs(
    options: { readonly include_docs: boolean } & (
      | { readonly startkey: string; readonly endkey: string; readonly limit?: number }
      | { readonly keys: readonly string[] }
    ),
  ): Promise<{ readonly rows: readonly (Row | MissingRow)[] }>;
  changes(options: {
    readonly since: number;
    readonly limit: number;
    readonly include_docs: boolean;
  }): PromiseLike<{ readonly results: readonly ChangedDoc[]; readonly last_seq: number }>;
  get(id: string): Promise<StoredDoc>;
  info(): Promise<{ readonly doc_count: number; readonly update_seq: number }>;
  close(): Promise<void>;
  destroy(): Promise<unknown>;
}

/** Opens a database by name, making it if there is none. Only the latest body of a document is kept. */
export type Engine = (name: string) => Pouch;

/**
 * Ancestry kept with each document of the mirror. A device that was away for more generations than this would keep
 * its old revision as a second leaf; the server keeps as many.
 */
export const REVS_LIMIT = 100;
