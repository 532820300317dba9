/** The device's own stores and its pull, in a worker as in the app; and PouchDB's own replication into such a store. */
import { expose } from 'comlink';
import PouchDB from 'pouchdb-core';
import http from 'pouchdb-adapter-http';
import replication from 'pouchdb-replication';
import { browserSurroundings } from '../../../../src/data/browser/surroundings.ts';
import { Mirror } from '../../../../src/data/mirror/mirror.ts';
import type { Batch } from '../../../../src/data/mirror/mirror.ts';
import { Outbox } from '../../../../src/data/outbox/outbox.ts';
import { openStores } from '../../../../src/data/stores.ts';
import { callsTo } from '../../../../src/data/sync/http.ts';
import { pull } from '../../../../src/data/sync/pull.ts';
import { WorkingSet } from '../../../../src/data/working-set.ts';
import { createZoneClock } from '../../../../src/domain/time/zone.ts';
import type { Uuid } from '../../../../src/domain/ids.ts';

PouchDB.plugin(http).plugin(replication);
const Remote = PouchDB as unknown as new (url: string, options: object) => object;
interface Replicating {
  replicate: { from(other: object, options: object): PromiseLike<{ docs_written: number }> };
}

const around = browserSurroundings(() => crypto.randomUUID() as Uuid);
const signal = new AbortController().signal;

async function device() {
  const name = `bench-${crypto.randomUUID()}`;
  const stores = openStores(around.engine, name);
  const mirror = new Mirror(stores.mirror, around.now);
  const outbox = new Outbox(stores.outbox, around.locks, name, around);
  const set = new WorkingSet(stores.projection, mirror, outbox, {
    now: around.now,
    uuid: around.uuid,
    context: { zone: createZoneClock() },
  });
  await set.load();
  return { stores, mirror, set };
}

/** Every batch as the server sends it. */
async function fetched(): Promise<Batch[]> {
  const answered = await callsTo(around.fetch, '')('/sync/pull', { signal, silence: 60_000 });
  if (!answered.ok) throw new Error(JSON.stringify(answered));
  const batches: Batch[] = [];
  let docs: Batch['docs'][number][] = [];
  for await (const line of answered.lines()) {
    const { doc, checkpoint } = line as { doc?: Batch['docs'][number]; checkpoint?: string };
    if (doc !== undefined) docs.push(doc);
    else if (checkpoint !== undefined) {
      batches.push({ docs, forget: [], checkpoint });
      docs = [];
    }
  }
  return batches;
}

export interface Measured {
  readonly ms: number;
  readonly docs: number;
}

const measures = {
  /** The first sync as the app makes it. */
  async first(): Promise<Measured> {
    const { stores, mirror, set } = await device();
    const since = performance.now();
    const pulled = await pull(mirror, callsTo(around.fetch, ''), signal, {
      written: async ({ docs, forget }) => void (await set.pulled(docs, forget)),
      progress: () => undefined,
      offerAgain: () => Promise.resolve(),
    });
    const ms = performance.now() - since;
    if (!pulled.ok) throw new Error(JSON.stringify(pulled));
    const docs = (await mirror.store.revisions()).size;
    await stores.close();
    return { ms, docs };
  },
  /** What writing them takes, with the same projection, when they are there already. */
  async written(): Promise<Measured> {
    const batches = await fetched();
    const { stores, mirror, set } = await device();
    await mirror.begin();
    const since = performance.now();
    for (const batch of batches) {
      await mirror.write(batch);
      await set.pulled(batch.docs, []);
    }
    const ms = performance.now() - since;
    const docs = (await mirror.store.revisions()).size;
    await stores.close();
    return { ms, docs };
  },
  /** PouchDB's own replication into a database of the same engine. */
  async replicated(url: string, options: object): Promise<Measured> {
    const into = around.engine(`redress/bench-${crypto.randomUUID()}`) as unknown as Replicating;
    const from = new Remote(url, { adapter: 'http', skip_setup: true });
    const since = performance.now();
    const { docs_written } = await into.replicate.from(from, { batch_size: 1000, ...options });
    return { ms: performance.now() - since, docs: docs_written };
  },
};
export type Measures = typeof measures;
expose(measures);
