import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binomialCdf, outsideLimits } from './binomial.ts';

/** By adding up every probability; by logarithms, for the first of 300 may be smaller than any number. */
function summed(x: number, n: number, p: number): number {
  let logTerm = n * Math.log1p(-p);
  let sum = 0;
  for (let k = 0; k <= x; k += 1) {
    sum += Math.exp(logTerm);
    logTerm += Math.log(((n - k) / (k + 1)) * (p / (1 - p)));
  }
  return Math.min(1, sum);
}

describe('binomialCdf', () => {
  it('is what adding up gives', () => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 1, max: 300 })
          .chain((n) => fc.tuple(fc.constant(n), fc.integer({ min: -1, max: n }))),
        fc.double({ min: 0.02, max: 0.98, noNaN: true }),
        ([n, x], p) => {
          expect(binomialCdf(x, n, p)).toBeCloseTo(x < 0 ? 0 : summed(x, n, p), 9);
        },
      ),
    );
  });

  it('is exact far from the mean', () => {
    // by adding up fractions of whole numbers
    expect(binomialCdf(241, 300, 0.9165442222409922) / 6.197671398128358e-10).toBeCloseTo(1, 9);
  });

  it('gives tabled values', () => {
    // Abramowitz and Stegun's table of n = 20, p = 0.5 and n = 10, p = 0.1
    expect(binomialCdf(5, 20, 0.5)).toBeCloseTo(0.0207, 4);
    expect(binomialCdf(1, 10, 0.1)).toBeCloseTo(0.7361, 4);
  });

  it('stays a probability where the share of all is none or everybody', () => {
    expect(binomialCdf(0, 5, 0)).toBe(1);
    expect(binomialCdf(4, 5, 1)).toBe(0);
    expect(binomialCdf(5, 5, 1)).toBe(1);
  });

  it('holds at a million answers', () => {
    expect(binomialCdf(500_000, 1_000_000, 0.5)).toBeCloseTo(0.5 + 0.5 * 0.000798, 5);
  });
});

describe('outsideLimits', () => {
  it('tells a branch that is not like all from one that is small', () => {
    expect(outsideLimits(60, 100, 0.8)).toBe('below');
    expect(outsideLimits(6, 10, 0.8)).toBeNull();
    expect(outsideLimits(98, 100, 0.8)).toBe('above');
    expect(outsideLimits(0, 0, 0.8)).toBeNull();
  });

  it('calls at most two in a thousand outside by chance', () => {
    for (const [n, p] of [
      [20, 0.8],
      [150, 0.82],
      [700, 0.5],
    ] as const) {
      let probability = 0;
      for (let x = 0; x <= n; x += 1) {
        if (outsideLimits(x, n, p) !== null) probability += binomialCdf(x, n, p) - binomialCdf(x - 1, n, p);
      }
      expect(probability).toBeLessThan(0.002);
    }
  });
});
