/**
 * Devices, a network and a server that all fail, and yet: everything that a device ever confirmed to its user is on the
 * server once, or in quarantine with its reason; every device holds exactly its scope, as the server has it; every
 * complaint is the fold of its events; the reports count what is there.
 *
 * What is done and what fails comes from the seed. What a step meets depends on the timing of processes too, so a run
 * with the same seed does the same, but not to the millisecond.
 */
import type { Fuzz } from './fuzz.ts';
import { promises } from './sync/check/findings.ts';
import type { Promised } from './sync/check/findings.ts';
import { minimise } from './sync/minimise.ts';
import { planOf } from './sync/plan.ts';
import { buildPrograms } from './sync/programs.ts';
import { run as runPlan } from './sync/run.ts';

const runSync: Fuzz = async ({ seed, runs, devices, ops, engine, shrink }) => {
  const couchdbUrl = engine === 'couchdb' ? (process.env['COUCHDB_URL'] ?? null) : null;
  if (engine === 'couchdb' && couchdbUrl === null) throw new Error('--engine couchdb needs COUCHDB_URL');
  const programs = await buildPrograms();
  const broken = Object.fromEntries(promises.map((name) => [name, 0])) as Record<Promised, number>;
  const figures = { devices, ops, events: 0, faults: 0 };
  const failures: string[] = [];
  try {
    for (let n = 0; n < runs; n += 1) {
      const plan = planOf({ seed: seed + n, devices, ops });
      const since = performance.now();
      const result = await runPlan(plan, programs, couchdbUrl);
      figures.events += result.events;
      figures.faults += result.faults;
      for (const { broken: promise } of result.findings) broken[promise] += 1;
      const seconds = ((performance.now() - since) / 1000).toFixed(1);
      const { events, faults, findings } = result;
      console.error(
        `seed ${plan.seed}: ${events} confirmed, ${faults} faults, ${findings.length} findings, ${seconds} s`,
      );
      if (findings.length === 0) continue;
      for (const { broken: promise, what } of findings.slice(0, 20)) console.error(`  ${promise}: ${what}`);
      const told = findings.slice(0, 5).map(({ broken: promise, what }) => `${promise}: ${what}`);
      // The first only: others may well have the same cause.
      const smaller = shrink > 0 && failures.length === 0;
      const least = smaller ? await minimise(plan, programs, couchdbUrl, shrink) : null;
      const trace = least === null ? '' : `; least that still fails: ${JSON.stringify(least)}`;
      failures.push(`seed ${plan.seed}: ${told.join('; ')}${trace}`);
    }
  } finally {
    await programs.remove();
  }
  return { runs, failures, figures: { ...figures, ...broken } };
};

export const run: Fuzz = Object.assign(runSync, { usualRuns: 2 });
