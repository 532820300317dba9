/** A short run of the fuzzer (`npm run fuzz -- sync --runtime chromium`): browsers that are killed, over IndexedDB. */
import { expect, test } from '@playwright/test';
import { planOf } from '../fault/sync/plan.ts';
import { buildPrograms } from '../fault/sync/programs.ts';
import { run } from '../fault/sync/run.ts';

test('whatever fails, browsers and server come to agree', async () => {
  const programs = await buildPrograms();
  try {
    const plan = planOf({ seed: 3, devices: 3, ops: 80 });
    const { findings, events, faults } = await run(plan, programs, {
      couchdbUrl: null,
      runtime: 'chromium',
    });
    expect(findings).toEqual([]);
    // Otherwise nothing was tried.
    expect(events).toBeGreaterThan(20);
    expect(faults).toBeGreaterThan(0);
  } finally {
    await programs.remove();
  }
});
