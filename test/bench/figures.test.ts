import { expect, it } from 'vitest';
import { heldTo, median, quantile } from './figures.ts';

it('takes a quantile by the nearest rank, whatever the order', () => {
  const twenty = Array.from({ length: 20 }, (_, at) => 20 - at);
  expect(quantile(twenty, 0.95)).toBe(19);
  expect(median([5, 1, 4, 2, 3])).toBe(3);
});

it('holds up to its budget, and never when nothing was measured', () => {
  expect(heldTo('start', 50, 'ms', 50).ok).toBe(true);
  expect(heldTo('start', 50.1, 'ms', 50).ok).toBe(false);
  expect(heldTo('start', median([]), 'ms', 50).ok).toBe(false);
});
