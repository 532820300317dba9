import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chanceOfCounts, shareDifference } from './change.ts';

test('the chance of two counts is that of the exact two-sided binomial test', () => {
  // R: binom.test(3, 12)$p.value, binom.test(10, 35), binom.test(7, 20), binom.test(100, 231), binom.test(1000, 2089)
  expect(chanceOfCounts(3, 9)).toBeCloseTo(0.14599609375, 9);
  expect(chanceOfCounts(10, 25)).toBeCloseTo(0.01667384780012071, 9);
  expect(chanceOfCounts(13, 7)).toBeCloseTo(0.26317596435546875, 9);
  expect(chanceOfCounts(100, 131)).toBeCloseTo(0.04816305344074454, 9);
  expect(chanceOfCounts(1000, 1089)).toBeCloseTo(0.05415750094934173, 9);
});

test('equal counts are chance, and it does not matter which came first', () => {
  fc.assert(
    fc.property(fc.nat({ max: 3000 }), fc.nat({ max: 3000 }), (one, other) => {
      expect(chanceOfCounts(one, one)).toBe(1);
      expect(chanceOfCounts(one, other)).toBeCloseTo(chanceOfCounts(other, one), 9);
    }),
  );
});

test('a difference of shares has the interval of Newcombe’s table II', () => {
  // 56/70 less 48/80, 9/10 less 3/10, 10/10 less 0/20: method 10
  const of = (a: number, m: number, b: number, n: number) =>
    shareDifference({ successes: b, n }, { successes: a, n: m });
  expect(of(56, 70, 48, 80)).toMatchObject({
    value: expect.closeTo(0.2, 4),
    low: expect.closeTo(0.0524, 4),
    high: expect.closeTo(0.3339, 4),
  });
  expect(of(9, 10, 3, 10)).toMatchObject({ low: expect.closeTo(0.1705, 4), high: expect.closeTo(0.809, 4) });
  expect(of(10, 10, 0, 20)).toMatchObject({ value: 1, low: expect.closeTo(0.6791, 4), high: 1 });
});

test('a share of nobody can’t be compared', () => {
  expect(shareDifference({ successes: 0, n: 0 }, { successes: 3, n: 4 })).toBeNull();
});
