import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { median, percentile90, quantile } from './quantile.ts';

const sample = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 });
const probability = fc.double({ min: 0, max: 1, noNaN: true });

describe('quantile', () => {
  it('interpolates as type 7 does', () => {
    // R: quantile(c(1, 2, 3, 4), c(.1, .25, .5, .9), type = 7) is 1.3, 1.75, 2.5, 3.7
    const values = [4, 1, 3, 2];
    expect(quantile(values, 0.1)).toBeCloseTo(1.3, 12);
    expect(quantile(values, 0.25)).toBeCloseTo(1.75, 12);
    expect(median(values)).toBe(2.5);
    expect(percentile90(values)).toBeCloseTo(3.7, 12);
  });

  it('agrees with the example of NumPy’s manual', () => {
    // np.quantile([[10, 7, 4], [3, 2, 1]], 0.5) is 3.5
    expect(median([10, 7, 4, 3, 2, 1])).toBe(3.5);
  });

  it('sorts numbers as numbers and leaves the sample alone', () => {
    const values = [10, 9, 100];
    expect(median(values)).toBe(10);
    expect(values).toEqual([10, 9, 100]);
  });

  it('knows nothing of an empty sample', () => {
    expect(median([])).toBeNull();
    expect(percentile90([])).toBeNull();
  });

  it('refuses what is no probability or no number', () => {
    expect(() => quantile([1], 1.1)).toThrow(RangeError);
    expect(() => quantile([1], Number.NaN)).toThrow(RangeError);
    expect(() => quantile([1, Number.NaN], 0.5)).toThrow(RangeError);
  });

  it('lies within the sample, grows with p, and meets its ends', () => {
    fc.assert(
      fc.property(sample, probability, probability, (values, a, b) => {
        const low = quantile(values, Math.min(a, b)) ?? Number.NaN;
        const high = quantile(values, Math.max(a, b)) ?? Number.NaN;
        expect(low).toBeLessThanOrEqual(high + 1e-9);
        expect(low).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9);
        expect(high).toBeLessThanOrEqual(Math.max(...values) + 1e-9);
        expect(quantile(values, 0)).toBe(Math.min(...values));
        expect(quantile(values, 1)).toBe(Math.max(...values));
      }),
    );
  });

  it('does not depend on the order of the sample', () => {
    fc.assert(
      fc.property(sample, probability, (values, p) => {
        expect(quantile(values.toReversed(), p)).toBe(quantile(values, p));
      }),
    );
  });
});
