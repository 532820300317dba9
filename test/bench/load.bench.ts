/**
 * 500 kiosks and 200 phones for a minute against one server, then four times as many, then as many as before. Devices
 * are in processes of their own and talk HTTP: a kiosk sends a response every five seconds, a phone a complaint every
 * ten, and every phone listens to events and pulls whenever a colleague's complaint has come. At last the server is
 * stopped, and all that it confirmed is looked for in its store.
 */
import { openStores } from '../../server/store/open.ts';
import { startServerWith } from '../e2e/support/server.ts';
import type { TestServer } from '../e2e/support/server.ts';
import { heldTo, quantile, told } from './figures.ts';
import type { BenchLine } from './line.ts';
import { enrolDevices } from './load/devices.ts';
import type { Count, Devices } from './load/devices.ts';
import type { Seen } from './load/device.ts';
import { watch } from './load/watch.ts';
import type { Watched } from './load/watch.ts';

const USUAL: Count = { kiosks: 500, phones: 200 };
const TIMES = 4;
const MINUTE = 60;
/** MB */
const MEMORY = 600;

const say = (text: string): void => void process.stderr.write(`${text}\n`);
const allTook = ({ took }: Seen): number[] => [...took.kiosk, ...took.phone, ...took.pull];
const faults = ({ errors }: Seen): number => Object.values(errors).reduce((sum, count) => sum + count, 0);

async function measured(
  server: TestServer,
  devices: Devices,
  count: Count,
  seconds: number,
): Promise<Seen & Watched> {
  const watched = watch(server.origin);
  const seen = await devices.run(count, seconds);
  const figures = await watched();
  if (faults(seen) > 0) say(`errors: ${JSON.stringify(seen.errors)}`);
  return { ...seen, ...figures };
}

function* linesOf(name: string, seen: Seen & Watched, seconds: number): Generator<BenchLine> {
  const took = allTook(seen);
  yield told(`${name}: acknowledged requests`, took.length / seconds, '/s');
  yield told(`${name}: of these pushes`, (seen.took.kiosk.length + seen.took.phone.length) / seconds, '/s');
  for (const share of [0.5, 0.95, 0.99])
    yield told(`${name}: p${share * 100} of all`, quantile(took, share), 'ms');
  yield told(`${name}: p95 of pushes`, quantile([...seen.took.kiosk, ...seen.took.phone], 0.95), 'ms');
  yield told(`${name}: put off with Retry-After`, seen.putOff, 'requests');
  yield heldTo(`${name}: errors`, faults(seen), 'requests', 0);
  yield told(`${name}: event loop late, p99`, seen.late, 'ms');
  yield heldTo(`${name}: memory (RSS)`, seen.rss, 'MB', MEMORY);
}

/** Everything that was confirmed, and the complaint of every event, is on disk. */
async function lost(dataDir: string, confirmed: readonly string[]): Promise<number> {
  const stores = await openStores({ dataDir });
  let gone = 0;
  for (let at = 0; at < confirmed.length; at += 1_000) {
    const ids = confirmed.slice(at, at + 1_000);
    const complaints = ids.flatMap((id) => (id.startsWith('event:') ? `complaint:${id.split(':')[1]}` : []));
    for (const doc of await stores.data.getMany([...ids, ...complaints])) if (doc === null) gone += 1;
  }
  await stores.close();
  return gone;
}

export async function* run(): AsyncIterable<BenchLine> {
  const server = await startServerWith({ COUCHDB_URL: '' });
  const most = { kiosks: USUAL.kiosks * TIMES, phones: USUAL.phones * TIMES };
  let devices: Devices | null = null;
  try {
    const since = performance.now();
    devices = await enrolDevices(server, most);
    say(
      `${most.kiosks + most.phones} devices enrolled in ${Math.round((performance.now() - since) / 1000)} s`,
    );
    const usual = await measured(server, devices, USUAL, MINUTE);
    yield* linesOf('load', usual, MINUTE);
    const over = await measured(server, devices, most, MINUTE);
    yield* linesOf(`load ×${TIMES}`, over, MINUTE);
    const after = await measured(server, devices, USUAL, MINUTE / 2);
    yield* linesOf('load afterwards', after, MINUTE / 2);
    const [before, recovered] = [usual, after].map((seen) => quantile(allTook(seen), 0.95)) as [
      number,
      number,
    ];
    const line = told('load afterwards: p95 against before', recovered, 'ms');
    const ratio = Math.round((recovered / before) * 100) / 100;
    yield { ...line, baseline: Math.round(before * 10) / 10, ratio, budget: 2, ok: ratio <= 2 };
    devices.end();
    await server.stop();
    const confirmed = [usual, over, after].flatMap((seen) => seen.confirmed);
    say(`${confirmed.length} items were confirmed`);
    yield heldTo('load: confirmed and lost', await lost(server.dataDir, confirmed), 'documents', 0);
  } finally {
    devices?.end();
    await server.close();
  }
}
