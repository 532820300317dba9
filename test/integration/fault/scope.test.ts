/** A few fixed worlds of the scope and hostile fuzzers, so that every change is held against them. */
import { expect, test } from 'vitest';
import { run as hostile } from '../../fault/hostile.fuzz.ts';
import { run as scope } from '../../fault/scope.fuzz.ts';

test('nobody is shown what is not theirs, nor kept from what is, in a few random organisations', async () => {
  const { runs, failures, figures } = await scope({ seed: 20_261, runs: 6 });
  expect(failures).toEqual([]);
  expect(figures).toMatchObject({ leaked: 0, withheld: 0, breaches: 0 });
  expect([runs, figures?.['twins'], (figures?.['questions'] ?? 0) > 1_000]).toEqual([6, 2, true]);
});

test('nonsense on every endpoint is refused, and changes nothing', async () => {
  const { failures, figures } = await hostile({ seed: 20_262, runs: 4 });
  expect(failures).toEqual([]);
  expect(figures).toMatchObject({ requests: 240, failed: 0, changed: 0 });
});
