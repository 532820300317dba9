/**
 * What admission and materialising cost: a phone's new events in batches of a hundred, against the same documents
 * written straight to a store of the same engine, with the same fsync, in the same run.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStores } from '../../server/store/open.ts';
import type { NewDoc } from '../../server/store/store.ts';
import type { ComplaintEvent } from '../../src/domain/events/event.ts';
import { startServer } from '../e2e/support/server.ts';
import { phoneOf, recorded } from './complaints.ts';
import { comparedTo, median } from './figures.ts';
import type { BenchLine } from './line.ts';
import { fieldPerson } from './people.ts';

const BATCH = 100;
const BATCHES = 20;
const ROUNDS = 5;
/** Of 100 complaints come 183 events. */
const COMPLAINTS = Math.ceil((BATCH * BATCHES * ROUNDS) / 1.8);
const RATIO = 2.5;

const timed = async (work: () => Promise<void>): Promise<number> => {
  const since = performance.now();
  await work();
  return performance.now() - since;
};

export async function* run(): AsyncIterable<BenchLine> {
  const server = await startServer();
  const dataDir = await mkdtemp(join(tmpdir(), 'redress-bench-store-'));
  const stores = await openStores({ dataDir });
  try {
    const phone = await phoneOf(server, await fieldPerson(server, 'n1'));
    const events: ComplaintEvent[] = [];
    for await (const of of recorded(phone, COMPLAINTS)) events.push(...of);
    const batches = Array.from({ length: BATCHES * ROUNDS }, (_, at) =>
      events.slice(at * BATCH, (at + 1) * BATCH),
    );
    const pushed: number[] = [];
    const written: number[] = [];
    // By turns, so that whatever else the machine does meanwhile slows both.
    for (const batch of batches) {
      pushed.push(await timed(() => phone.push(batch)));
      const docs = batch.map((event): NewDoc => ({ ...event }));
      written.push(await timed(async () => void (await stores.data.write(docs))));
    }
    const figures = { value: median(pushed), baseline: median(written), unit: 'ms' };
    yield comparedTo('push of 100 new events, admitted and materialised (embedded)', figures, RATIO);
  } finally {
    await stores.close();
    await server.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}
