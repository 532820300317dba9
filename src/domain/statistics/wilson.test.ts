import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Z95, wilson } from './wilson.ts';

const counts = fc
  .integer({ min: 1, max: 100_000 })
  .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));

describe('wilson', () => {
  // Newcombe 1998, Statistics in Medicine 17:857-872, table I, method 3 (score without continuity correction).
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('gives the published limits for %i of %i', (successes, n, low, high) => {
    const share = wilson(successes, n);
    expect(share.value).toBe(successes / n);
    expect(share.low).toBeCloseTo(low, 4);
    expect(share.high).toBeCloseTo(high, 4);
    expect(share.n).toBe(n);
  });

  it('knows nothing of nobody', () => {
    expect(wilson(0, 0)).toEqual({ value: null, low: null, high: null, n: 0 });
  });

  it('refuses counts that are none', () => {
    for (const [successes, n] of [
      [-1, 5],
      [6, 5],
      [1.5, 5],
      [Number.NaN, 5],
    ] as const) {
      expect(() => wilson(successes, n)).toThrow(RangeError);
    }
  });

  it('holds the share, inside 0..1, and mirrors', () => {
    fc.assert(
      fc.property(counts, fc.double({ min: 0.5, max: 4, noNaN: true }), ([successes, n], z) => {
        const share = wilson(successes, n, z);
        const rest = wilson(n - successes, n, z);
        if (share.value === null || rest.value === null) throw new Error('a share of somebody is known');
        expect(share.low).toBeGreaterThanOrEqual(0);
        expect(share.low).toBeLessThanOrEqual(share.value);
        expect(share.high).toBeGreaterThanOrEqual(share.value);
        expect(share.high).toBeLessThanOrEqual(1);
        expect(share.low + rest.high).toBeCloseTo(1, 9);
      }),
    );
  });

  it('has limits at which the score test is exactly z', () => {
    fc.assert(
      fc.property(counts, ([successes, n]) => {
        const share = wilson(successes, n);
        if (share.value === null) throw new Error('a share of somebody is known');
        for (const limit of [share.low, share.high]) {
          if (limit <= 0 || limit >= 1) continue;
          const score = (share.value - limit) / Math.sqrt((limit * (1 - limit)) / n);
          expect(Math.abs(score)).toBeCloseTo(Z95, 4);
        }
      }),
    );
  });
});
