/** A stock PouchDB, in memory and over HTTP, as anybody would install it. */
import PouchDB from 'pouchdb-core';
import http from 'pouchdb-adapter-http';
import memory from 'pouchdb-adapter-memory';
import replication from 'pouchdb-replication';
import { randomUUID } from 'node:crypto';

PouchDB.plugin(http).plugin(memory).plugin(replication);

interface Row {
  readonly id: string;
  readonly value: { readonly rev: string };
}
export interface Replicated {
  readonly ok: boolean;
  readonly docs_read: number;
  readonly docs_written: number;
  readonly doc_write_failures: number;
  readonly errors: readonly unknown[];
}
export interface Live extends PromiseLike<unknown> {
  cancel(): void;
  on(event: string, listener: (info: unknown) => void): Live;
}
export interface StockPouch {
  info(): Promise<{ doc_count: number }>;
  get(id: string, options?: object): Promise<Record<string, unknown> & { _id: string; _rev: string }>;
  put(doc: object): Promise<{ rev: string }>;
  bulkDocs(docs: readonly object[], options?: object): Promise<Record<string, unknown>[]>;
  bulkGet(options: object): Promise<{ results: { id: string; docs: Record<string, unknown>[] }[] }>;
  allDocs(options?: object): Promise<{ total_rows: number; rows: Row[] }>;
  changes(options?: object): PromiseLike<{ results: { id: string; seq: string }[]; last_seq: string }> & Live;
  replicate: {
    from(other: StockPouch, options?: object): Live & PromiseLike<Replicated>;
    to(other: StockPouch, options?: object): Live & PromiseLike<Replicated>;
  };
  destroy(): Promise<void>;
}
const Pouch = PouchDB as unknown as new (name: string, options: object) => StockPouch;

export const onDevice = (): StockPouch => new Pouch(randomUUID(), { adapter: 'memory' });

export const onServer = (origin: string, database: string, token: string): StockPouch =>
  new Pouch(`${origin}/sync/${database}`, {
    adapter: 'http',
    skip_setup: true,
    fetch: (url: string, options: RequestInit) => {
      const headers = new Headers(options.headers);
      headers.set('authorization', `Bearer ${token}`);
      return fetch(url, { ...options, headers });
    },
  });

export const idsOf = ({ rows }: { rows: readonly Row[] }): string[] => rows.map(({ id }) => id).sort();
