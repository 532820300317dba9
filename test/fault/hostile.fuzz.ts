/**
 * No request brings the server down, makes it answer with a failure of its own, costs it memory or time without bound, or
 * changes anything: random nonsense on every endpoint, by everybody and by nobody, and the store compared afterwards.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { changes, contentOf } from './hostile/content.ts';
import { endpoints, send } from './hostile/requests.ts';
import { Chance } from './scope/random.ts';
import { FuzzServer } from './scope/server.ts';
import { makeTemplate } from './scope/template.ts';
import type { FuzzOptions, FuzzReport } from './fuzz.ts';

/** Requests of one run, and runs on one server. */
const REQUESTS = 60;
const RUNS = 10;
/** Megabytes that are still held after collecting, above those after the first server: nothing adds up. */
const HELD = 60;
/** Megabytes resident at any time, this program included. */
const RESIDENT = 1_200;
/** Milliseconds: for what hangs. */
const SLOWEST = 30_000;

const megabytes = (bytes: number): number => Math.round(bytes / 1024 / 1024);
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** What can't be let go of. */
function heldMb(): number {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return megabytes(heapUsed + external);
}

export async function run({ seed, runs }: Pick<FuzzOptions, 'seed' | 'runs'>): Promise<FuzzReport> {
  const template = await makeTemplate();
  const sum = { requests: 0, failed: 0, changed: 0, slowestMs: 0, residentMb: 0, heldMb: 0 };
  const failures: string[] = [];
  const callers = [...template.players.keys(), 'nobody'];
  const before = await contentOf(template.dir);
  let held: number | null = null;
  const nonsense = async (server: FuzzServer, own: number): Promise<void> => {
    const chance = new Chance(own);
    for (let at = 0; at < REQUESTS; at += 1) {
      const who = chance.pick(callers);
      const { what, request } = chance.pick(endpoints)(chance, template);
      const since = performance.now();
      const status = await send(server, who, request);
      const ms = Math.round(performance.now() - since);
      sum.requests += 1;
      sum.slowestMs = Math.max(sum.slowestMs, ms);
      sum.residentMb = Math.max(sum.residentMb, megabytes(process.memoryUsage().rss));
      const named = `seed ${own}, request ${at}, ${what} by ${who}`;
      if (status >= 500) sum.failed += 1;
      if (status >= 500) failures.push(`${named}: answered ${status}`);
      if (ms > SLOWEST) failures.push(`${named}: took ${ms} ms`);
    }
  };
  try {
    for (let from = 0; from < runs; from += RUNS) {
      const server = await FuzzServer.start(template);
      try {
        for (let at = from; at < Math.min(runs, from + RUNS); at += 1) await nonsense(server, seed + at);
        const health = await server.ask('nobody', { method: 'GET', path: '/api/health' });
        if (health.status !== 200 && health.status !== 429)
          failures.push(`seed ${seed + from}: the server is not well`);
        await server.stop();
        const changed = changes(before, await contentOf(server.dir));
        sum.changed += changed.length;
        if (changed.length > 0)
          failures.push(
            `seeds ${seed + from} to ${seed + from + RUNS - 1} changed ${changed.slice(0, 5).join(', ')}`,
          );
      } finally {
        await server.close();
      }
      held ??= heldMb();
      sum.heldMb = Math.max(sum.heldMb, heldMb() - held);
    }
    if (sum.heldMb > HELD) failures.push(`${sum.heldMb} MB more are held than at first`);
    if (sum.residentMb > RESIDENT) failures.push(`${sum.residentMb} MB were resident`);
  } finally {
    await template.remove();
  }
  return { runs, failures, figures: sum };
}
