import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayShow, suppress } from './suppression.ts';

/** What a reader of the report sees: shown counts, null for hidden ones. */
function published(counts: readonly number[], threshold: number): string {
  const { hidden, totalHidden } = suppress(counts, threshold);
  const total = totalHidden ? null : counts.reduce((sum, n) => sum + n, 0);
  return JSON.stringify([counts.map((n, index) => (hidden[index] === true ? null : n)), total]);
}

/** Every way to write `total` as `parts` whole numbers from 1. */
function* compositions(total: number, parts: number): Generator<number[]> {
  if (parts === 1) {
    if (total >= 1) yield [total];
    return;
  }
  for (let first = 1; first <= total - parts + 1; first += 1) {
    for (const rest of compositions(total - first, parts - 1)) yield [first, ...rest];
  }
}

describe('mayShow', () => {
  it('hides under 10 by default and under 5 always', () => {
    expect([9, 10].map((n) => mayShow(n))).toEqual([false, true]);
    expect([4, 5].map((n) => mayShow(n, 5))).toEqual([false, true]);
    expect([4, 5].map((n) => mayShow(n, 1))).toEqual([false, true]);
    expect([4, 5].map((n) => mayShow(n, Number.NaN))).toEqual([false, true]);
  });
});

describe('suppress', () => {
  it('hides nothing when every group is large or empty', () => {
    expect(suppress([10, 0, 300])).toEqual({ hidden: [false, false, false], totalHidden: false });
    expect(suppress([])).toEqual({ hidden: [], totalHidden: false });
  });

  it('hides the smallest shown group beside a single small one', () => {
    expect(suppress([3, 40, 25, 60])).toEqual({ hidden: [true, false, true, false], totalHidden: false });
  });

  it('hides one more when the small ones together are still few', () => {
    expect(suppress([3, 4, 25, 60])).toEqual({ hidden: [true, true, true, false], totalHidden: false });
  });

  it('is content with small ones that protect each other', () => {
    expect(suppress([7, 8, 25, 60])).toEqual({ hidden: [true, true, false, false], totalHidden: false });
  });

  it('hides the total when nothing else is left to hide', () => {
    expect(suppress([3])).toEqual({ hidden: [true], totalHidden: true });
    expect(suppress([3, 0, 4])).toEqual({ hidden: [true, false, true], totalHidden: true });
  });

  it('does not let a sum give its parts away', () => {
    expect(suppress([9, 9, 9, 50]).hidden).toEqual([true, true, true, true]);
    expect(suppress([...Array.from({ length: 10 }, () => 1), 50]).hidden.at(-1)).toBe(true);
  });

  it('hides all groups of the size that protects, so that their order tells nothing', () => {
    expect(suppress([6, 6, 4, 9], 5).hidden).toEqual([true, true, true, false]);
  });

  it('refuses what is no count', () => {
    expect(() => suppress([1.5])).toThrow(RangeError);
    expect(() => suppress([-1])).toThrow(RangeError);
  });

  const table = fc.array(fc.nat({ max: 12 }), { minLength: 1, maxLength: 5 });

  it('shows no small group, and no total from which a small sum follows', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 60 }), { maxLength: 12 }),
        fc.integer({ min: 5, max: 20 }),
        (counts, limit) => {
          const { hidden, totalHidden } = suppress(counts, limit);
          const concealed = counts.filter((_, index) => hidden[index] === true);
          const shown = counts.filter((_, index) => hidden[index] !== true);
          expect(shown.every((n) => n === 0 || n >= limit)).toBe(true);
          if (concealed.length > 0 && !totalHidden) {
            expect(concealed.length).toBeGreaterThanOrEqual(2);
            expect(concealed.reduce((sum, n) => sum + n, 0)).toBeGreaterThanOrEqual(limit);
          }
        },
      ),
    );
  });

  // The reader knows the rule, the shown cells and the total: hidden cells must stay open all the same.
  it('leaves every hidden group at least two possible sizes to one who knows the rule', () => {
    fc.assert(
      fc.property(table, (counts) => {
        const { hidden, totalHidden } = suppress(counts, 5);
        const places = counts.flatMap((_, index) => (hidden[index] === true ? [index] : []));
        if (places.length === 0 || totalHidden) return;
        const sum = places.reduce((total, index) => total + (counts[index] ?? 0), 0);
        const seen = published(counts, 5);
        const possible = places.map(() => new Set<number>());
        for (const parts of compositions(sum, places.length)) {
          const guess = counts.map((n, index) =>
            hidden[index] === true ? (parts[places.indexOf(index)] ?? 0) : n,
          );
          if (published(guess, 5) === seen) parts.forEach((n, index) => possible[index]?.add(n));
        }
        for (const sizes of possible) expect(sizes.size).toBeGreaterThanOrEqual(2);
      }),
      { numRuns: 2000 },
    );
  });
});
