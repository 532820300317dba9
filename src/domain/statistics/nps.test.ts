import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countNps, nps, npsGroup } from './nps.ts';

const counts = fc.record({
  promoters: fc.nat({ max: 5000 }),
  passives: fc.nat({ max: 5000 }),
  detractors: fc.nat({ max: 5000 }),
});

/** ln k! for k below the size, so that multinomial probabilities can be summed exactly enough. */
function logFactorials(size: number): number[] {
  const table = [0];
  for (let k = 1; k < size; k += 1) table.push((table[k - 1] ?? 0) + Math.log(k));
  return table;
}

/** The probability, by enumeration, that the interval from n answers holds the true score. */
function coverage(n: number, p: number, d: number): number {
  const log = logFactorials(n + 1);
  const ln = (k: number): number => log[k] ?? Number.NaN;
  let sum = 0;
  for (let promoters = 0; promoters <= n; promoters += 1) {
    for (let detractors = 0; detractors <= n - promoters; detractors += 1) {
      const passives = n - promoters - detractors;
      const score = nps({ promoters, passives, detractors });
      if (score.value === null || score.low > 100 * (p - d) || score.high < 100 * (p - d)) continue;
      const ways = ln(n) - ln(promoters) - ln(passives) - ln(detractors);
      sum += Math.exp(
        ways + promoters * Math.log(p) + detractors * Math.log(d) + passives * Math.log(1 - p - d),
      );
    }
  }
  return sum;
}

describe('npsGroup', () => {
  it('groups 0 to 10 and nothing else', () => {
    expect([0, 6, 7, 8, 9, 10].map(npsGroup)).toEqual([
      'detractor',
      'detractor',
      'passive',
      'passive',
      'promoter',
      'promoter',
    ]);
    expect([11, -1, 7.5, Number.NaN, null].map(npsGroup)).toEqual([null, null, null, null, null]);
  });

  it('counts only what is a score', () => {
    expect(countNps([10, 9, 8, 0, 11, null, 6])).toEqual({ promoters: 2, passives: 1, detractors: 2 });
  });
});

describe('nps', () => {
  it('is the score ± z standard errors when n is large', () => {
    // 1000 answers, p = 0.6, d = 0.2: √((0.8 − 0.16)/1000) = 0.025298
    const score = nps({ promoters: 600, passives: 200, detractors: 200 });
    expect(score.value).toBe(40);
    expect(score.low).toBeCloseTo(40 - 1.959964 * 2.529822, 4);
    expect(score.high).toBeCloseTo(40 + 1.959964 * 2.529822, 4);
    expect(score.n).toBe(1000);
  });

  it('is the adjusted Wald interval when n is small', () => {
    // 20 answers, 12 promoters, 3 detractors: p = 12.75/23, d = 3.75/23, difference 9/23, variance (16.5/23 − (9/23)²)/23
    const score = nps({ promoters: 12, passives: 5, detractors: 3 });
    const half = 1.959964 * Math.sqrt((16.5 / 23 - (9 / 23) ** 2) / 23);
    expect(score.value).toBe(45);
    expect(score.low).toBeCloseTo(100 * (9 / 23 - half), 9);
    expect(score.high).toBeCloseTo(100 * (9 / 23 + half), 9);
  });

  it('knows nothing of nobody', () => {
    expect(nps({ promoters: 0, passives: 0, detractors: 0 })).toEqual({
      promoters: 0,
      passives: 0,
      detractors: 0,
      value: null,
      low: null,
      high: null,
      n: 0,
    });
  });

  it('refuses counts that are none', () => {
    expect(() => nps({ promoters: -1, passives: 0, detractors: 0 })).toThrow(RangeError);
    expect(() => nps({ promoters: 0.5, passives: 0, detractors: 0 })).toThrow(RangeError);
  });

  it.each([
    [1, 0, 0],
    [3, 0, 0],
    [0, 0, 4],
    [400, 0, 0],
    [0, 300, 0],
    [996, 2, 2],
  ])('has width even when nearly all agree (%i, %i, %i)', (promoters, passives, detractors) => {
    const score = nps({ promoters, passives, detractors });
    if (score.value === null) throw new Error('a score of somebody is known');
    expect(score.high - score.low).toBeGreaterThan(0.1);
  });

  it('holds the score, inside -100..100, and mirrors', () => {
    fc.assert(
      fc.property(counts, ({ promoters, passives, detractors }) => {
        fc.pre(promoters + passives + detractors > 0);
        const score = nps({ promoters, passives, detractors });
        const mirror = nps({ promoters: detractors, passives, detractors: promoters });
        if (score.value === null || mirror.value === null) throw new Error('a score of somebody is known');
        expect(score.low).toBeGreaterThanOrEqual(-100);
        expect(score.low).toBeLessThanOrEqual(score.value);
        expect(score.high).toBeGreaterThanOrEqual(score.value);
        expect(score.high).toBeLessThanOrEqual(100);
        expect(mirror.low).toBeCloseTo(-score.high, 9);
        expect(mirror.high).toBeCloseTo(-score.low, 9);
      }),
    );
  });

  // The reason for the limit between the two intervals: with it, coverage never falls below 93 % on this grid.
  it.each([10, 30, 149, 150, 200])('covers the true score at least 93 times in 100 from %i answers', (n) => {
    for (const [p, d] of [
      [0.05, 0.05],
      [0.05, 0.45],
      [0.45, 0.15],
      [0.65, 0.05],
      [0.85, 0.05],
      [0.85, 0.1],
    ] as const) {
      expect(coverage(n, p, d)).toBeGreaterThan(0.93);
    }
  });
});
