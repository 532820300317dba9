/**
 * No request brings the server down, makes it answer with a failure of its own, costs it memory or time without bound, or
 * changes anything: random nonsense on every endpoint, by everybody and by nobody, and the store compared afterwards.
 */
import { changes, contentOf } from './hostile/content.ts';
import { endpoints, send } from './hostile/requests.ts';
import { Chance } from './scope/random.ts';
import { FuzzServer } from './scope/server.ts';
import { makeTemplate } from './scope/template.ts';
import type { FuzzOptions, FuzzReport } from './fuzz.ts';

/** Requests of one run, and runs on one server. */
const REQUESTS = 60;
const RUNS = 10;
/** Megabytes above what it was before the first request: the largest bodies that are taken at once, and what the collector leaves for later. */
const GROWTH = 400;
/** Milliseconds: for what hangs. */
const SLOWEST = 30_000;

const residentMb = (): number => Math.round(process.memoryUsage().rss / 1024 / 1024);

export async function run({ seed, runs }: Pick<FuzzOptions, 'seed' | 'runs'>): Promise<FuzzReport> {
  const template = await makeTemplate();
  const sum = { requests: 0, failed: 0, changed: 0, slowestMs: 0, grewMb: 0 };
  const failures: string[] = [];
  const callers = [...template.players.keys(), 'nobody'];
  const before = await contentOf(template.dir);
  const resident = residentMb();
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
      sum.grewMb = Math.max(sum.grewMb, residentMb() - resident);
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
    }
    if (sum.grewMb > GROWTH) failures.push(`the process grew by ${sum.grewMb} MB`);
  } finally {
    await template.remove();
  }
  return { runs, failures, figures: sum };
}
