/** PouchDB in memory: the device's own store over it, and a stock one. */
import { randomUUID } from 'node:crypto';
import PouchDB from 'pouchdb-core';
import http from 'pouchdb-adapter-http';
import memory from 'pouchdb-adapter-memory';
import replication from 'pouchdb-replication';
import { Mirror } from '../../../src/data/mirror/mirror.ts';
import { REVS_LIMIT } from '../../../src/data/store/engine.ts';
import type { Pouch } from '../../../src/data/store/engine.ts';
import { openStores } from '../../../src/data/stores.ts';
import { callsTo } from '../../../src/data/sync/http.ts';
import { pull } from '../../../src/data/sync/pull.ts';

PouchDB.plugin(http).plugin(memory).plugin(replication);
interface Stock {
  info(): Promise<{ doc_count: number }>;
  destroy(): Promise<unknown>;
  replicate: { from(other: unknown, options: object): PromiseLike<{ docs_written: number }> };
}
const Database = PouchDB as unknown as new (name: string, options: object) => Pouch & Stock;

const inMemory = (name: string): Pouch & Stock =>
  new Database(name, { adapter: 'memory', auto_compaction: true, revs_limit: REVS_LIMIT });

export interface MemoryDevice {
  /** One pull, as the app makes it. @returns documents that the device holds then */
  pull(): Promise<number>;
  close(): Promise<void>;
}

export function memoryDevice(fetch: typeof globalThis.fetch, origin: string): MemoryDevice {
  const prefix = randomUUID();
  const stores = openStores((name) => inMemory(`${prefix}/${name}`), 'bench');
  const mirror = new Mirror(stores.mirror, Date.now);
  return {
    async pull() {
      const hooks = {
        written: () => Promise.resolve(),
        progress: () => undefined,
        offerAgain: () => Promise.resolve(),
      };
      const pulled = await pull(mirror, callsTo(fetch, origin), new AbortController().signal, hooks);
      if (!pulled.ok) throw new Error(JSON.stringify(pulled));
      return (await mirror.store.revisions()).size;
    },
    close: () => stores.close(),
  };
}

/** PouchDB's own replication into memory. @returns documents that were written */
export async function replicated(
  url: string,
  fetch: typeof globalThis.fetch,
  options: object,
): Promise<number> {
  const from = new Database(url, { adapter: 'http', skip_setup: true, fetch });
  const into = inMemory(randomUUID());
  const { docs_written } = await into.replicate.from(from, { batch_size: 1000, ...options });
  await into.destroy();
  return docs_written;
}
