/**
 * Short runs of the fuzzer (`npm run fuzz -- sync`) with fixed seeds: devices, a network and a server that fail, and all
 * that was confirmed is there once, as it was made, with whoever may read it and nobody else.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { planOf } from '../../fault/sync/plan.ts';
import { buildPrograms } from '../../fault/sync/programs.ts';
import type { Programs } from '../../fault/sync/programs.ts';
import { run } from '../../fault/sync/run.ts';

let programs: Programs;
beforeAll(async () => {
  programs = await buildPrograms();
});
afterAll(async () => {
  await programs.remove();
});

test.each([1, 2])('whatever fails, devices and server come to agree (seed %i)', async (seed) => {
  const { findings, events, faults } = await run(planOf({ seed, devices: 3, ops: 120 }), programs, {
    couchdbUrl: null,
    runtime: 'node',
  });
  expect(findings).toEqual([]);
  // Otherwise nothing was tried.
  expect(events).toBeGreaterThan(40);
  expect(faults).toBeGreaterThan(0);
});
