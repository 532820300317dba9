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
import type { Plan } from './sync/plan.ts';
import { buildPrograms } from './sync/programs.ts';
import { run as runPlan } from './sync/run.ts';

/** A run waits for its slowest device most of the time. */
const AT_ONCE = 2;

const runSync: Fuzz = async ({ seed, runs, devices, ops, engine, runtime, shrink }) => {
  const couchdbUrl = engine === 'couchdb' ? (process.env['COUCHDB_URL'] ?? null) : null;
  if (engine === 'couchdb' && couchdbUrl === null) throw new Error('--engine couchdb needs COUCHDB_URL');
  const setting = { couchdbUrl, runtime };
  const programs = await buildPrograms();
  const broken = Object.fromEntries(promises.map((name) => [name, 0])) as Record<Promised, number>;
  const figures = { devices, ops, events: 0, faults: 0 };
  const failures: Array<{ readonly plan: Plan; readonly told: string }> = [];
  let next = 0;
  const runSome = async (): Promise<void> => {
    while (next < runs) {
      const plan = planOf({ seed: seed + next, devices, ops });
      next += 1;
      const since = performance.now();
      const { events, faults, findings } = await runPlan(plan, programs, setting);
      figures.events += events;
      figures.faults += faults;
      for (const { broken: promise } of findings) broken[promise] += 1;
      const seconds = ((performance.now() - since) / 1000).toFixed(1);
      console.error(
        `seed ${plan.seed}: ${events} confirmed, ${faults} faults, ${findings.length} findings, ${seconds} s`,
      );
      if (findings.length === 0) continue;
      for (const { broken: promise, what } of findings.slice(0, 20)) console.error(`  ${promise}: ${what}`);
      const told = findings.slice(0, 5).map(({ broken: promise, what }) => `${promise}: ${what}`);
      failures.push({ plan, told: `seed ${plan.seed}: ${told.join('; ')}` });
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, runSome));
    // The first only: others may well have the same cause.
    const [first] = failures;
    const least =
      shrink > 0 && first !== undefined ? await minimise(first.plan, programs, setting, shrink) : null;
    const told = failures.map((one) => one.told);
    if (least !== null) told[0] += `; least that still fails: ${JSON.stringify(least)}`;
    return { runs, failures: told, figures: { ...figures, ...broken } };
  } finally {
    await programs.remove();
  }
};

export const run: Fuzz = Object.assign(runSync, { usualRuns: 2 });
