/**
 * What admission and materialising cost: a phone's new events in batches of a hundred, against writing the same documents
 * straight to a store of the same engine, with the same fsync, in the same run. The same documents are all that a push
 * stores: its events and the complaints and parties that they become, which weigh more than twice what the events do.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStores } from '../../server/store/open.ts';
import type { NewDoc, Store } from '../../server/store/store.ts';
import type { ComplaintEvent } from '../../src/domain/events/event.ts';
import { startServerWith } from '../e2e/support/server.ts';
import { phoneOf, recorded } from './complaints.ts';
import type { Phone } from './complaints.ts';
import { comparedTo, median, told } from './figures.ts';
import type { BenchLine } from './line.ts';
import { fieldPerson } from './people.ts';

const BATCH = 100;
/** So many to see what a push stores, then as many that are timed. */
const BATCHES = 50;
/** Of 100 complaints come 183 events. */
const COMPLAINTS = Math.ceil((BATCH * BATCHES * 2) / 1.8);
const RATIO = 2.5;
/** Milliseconds until what was pushed can be pulled. */
const FOLLOWED = 100;

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const since = performance.now();
  await work();
  return performance.now() - since;
};
const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

async function batchesOf(phone: Phone): Promise<ComplaintEvent[][]> {
  const events: ComplaintEvent[] = [];
  for await (const of of recorded(phone, COMPLAINTS)) events.push(...of);
  return Array.from({ length: BATCHES * 2 }, (_, at) => events.slice(at * BATCH, (at + 1) * BATCH));
}

/** @returns the documents that pushing them leaves, but for three that keep the device's chain */
async function storedOf(phone: Phone, events: readonly ComplaintEvent[]): Promise<NewDoc[]> {
  await phone.push(events);
  await pause(FOLLOWED);
  const pulled = await phone.pull();
  const cases = pulled.map(({ _rev, _revisions, ...doc }): NewDoc => doc);
  return [...events.map((event): NewDoc => ({ ...event })), ...cases];
}

const isEvent = ({ _id }: NewDoc): boolean => _id.startsWith('event:');
const bytes = (docs: readonly NewDoc[]): number => JSON.stringify(docs).length;

async function* measured(phone: Phone, all: Store, alone: Store): AsyncIterable<BenchLine> {
  const batches = await batchesOf(phone);
  await phone.pull();
  const stored: NewDoc[][] = [];
  for (const batch of batches.slice(0, BATCHES)) stored.push(await storedOf(phone, batch));
  const pushes: number[] = [];
  const writes: number[] = [];
  const events: number[] = [];
  // By turns, so that whatever else the machine does meanwhile slows all of them.
  for (const [at, batch] of batches.slice(BATCHES).entries()) {
    const docs = stored[at] ?? [];
    pushes.push(await timed(() => phone.push(batch)));
    writes.push(await timed(() => all.write(docs)));
    events.push(await timed(() => alone.write(docs.filter(isEvent))));
  }
  const figures = { value: median(pushes), baseline: median(writes), unit: 'ms' };
  yield comparedTo('push of 100 new events, admitted and materialised (embedded)', figures, RATIO);
  yield told('writing those events alone', median(events), 'ms');
  const weights = stored.map((docs) => bytes(docs) / bytes(docs.filter(isEvent)));
  yield told('bytes that a push stores, for each byte of its events', median(weights), 'x');
}

export async function* run(): AsyncIterable<BenchLine> {
  const server = await startServerWith({ COUCHDB_URL: '' });
  const dataDir = await mkdtemp(join(tmpdir(), 'redress-bench-store-'));
  const stores = await openStores({ dataDir });
  try {
    const phone = await phoneOf(server, await fieldPerson(server, 'n1'));
    yield* measured(phone, stores.data, stores.registry);
  } finally {
    await stores.close();
    await server.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}
