import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { backoff } from './backoff.ts';
import { Bell } from './bell.ts';

test('waits grow, stay within five minutes, and differ', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (n, random) => {
        expect(backoff(n, random)).toBeGreaterThanOrEqual(500);
        expect(backoff(n, random)).toBeLessThanOrEqual(300_000);
        expect(backoff(n + 1, random)).toBeGreaterThanOrEqual(backoff(n, random));
      },
    ),
  );
  expect(backoff(5, 0)).not.toBe(backoff(5, 0.9));
});

test('a bell ends the waiting, also when it was rung before, and an abort does', async () => {
  const bell = new Bell();
  const never = new AbortController().signal;
  bell.ring();
  await bell.wait(1e9, never);
  const waiting = bell.wait(1e9, never);
  bell.ring();
  await waiting;
  const ending = new AbortController();
  const aborted = bell.wait(1e9, ending.signal);
  ending.abort();
  await aborted;
  const began = performance.now();
  await bell.wait(30, never);
  expect(performance.now() - began).toBeGreaterThan(20);
});
