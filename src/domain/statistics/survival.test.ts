import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CaseDuration, kaplanMeier, summariseDurations, survivalQuantile } from './survival.ts';

const closed = (...durations: number[]): CaseDuration[] =>
  durations.map((duration) => ({ duration, closed: true }));
const open = (...durations: number[]): CaseDuration[] =>
  durations.map((duration) => ({ duration, closed: false }));

// Weeks of remission of acute leukaemia, Freireich et al. 1963, Blood 21:699; the textbook example of Gehan 1965,
// Biometrika 52:203. "Closed" is a relapse, "open" a remission that lasted when the trial ended.
const treated = [
  ...closed(6, 6, 6, 7, 10, 13, 16, 22, 23),
  ...open(6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35),
];
const placebo = closed(1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23);

const cases = fc.array(fc.record({ duration: fc.nat({ max: 30 }), closed: fc.boolean() }), { maxLength: 50 });

describe('kaplanMeier', () => {
  it('gives the published curve of the treated group', () => {
    const steps = kaplanMeier(treated);
    expect(steps.map(({ duration }) => duration)).toEqual([6, 7, 10, 13, 16, 22, 23]);
    expect(steps.map(({ atRisk }) => atRisk)).toEqual([21, 17, 15, 12, 11, 7, 6]);
    const published = [0.857, 0.807, 0.753, 0.69, 0.627, 0.538, 0.448];
    steps.forEach(({ stillOpen }, index) => expect(stillOpen).toBeCloseTo(published[index] ?? Number.NaN, 3));
  });

  it('gives the published medians, 23 and 8 weeks', () => {
    expect(summariseDurations(treated)).toEqual({ median: 23, p90: null, closed: 9, open: 12 });
    expect(summariseDurations(placebo)).toEqual({ median: 8, p90: 17, closed: 21, open: 0 });
  });

  it('says that a median is not reached while most cases are open', () => {
    expect(summariseDurations([...closed(3), ...open(5, 8)])).toEqual({
      median: null,
      p90: null,
      closed: 1,
      open: 2,
    });
    expect(summariseDurations([])).toEqual({ median: null, p90: null, closed: 0, open: 0 });
  });

  it('refuses a negative duration', () => {
    expect(() => kaplanMeier(closed(-1))).toThrow(RangeError);
  });

  it('says the same of cases that were counted as of cases that were listed', () => {
    fc.assert(
      fc.property(cases, (some) => {
        const counted = new Map<string, CaseDuration & { count: number }>();
        for (const one of some) {
          const key = `${one.duration} ${one.closed}`;
          counted.set(key, { ...one, count: (counted.get(key)?.count ?? 0) + 1 });
        }
        expect(kaplanMeier([...counted.values()])).toEqual(kaplanMeier(some));
        expect(summariseDurations([...counted.values()])).toEqual(summariseDurations(some));
      }),
    );
  });

  it('falls from step to step and stays in 0..1', () => {
    fc.assert(
      fc.property(cases, (some) => {
        let before = 1;
        for (const step of kaplanMeier(some)) {
          expect(step.stillOpen).toBeLessThan(before);
          expect(step.stillOpen).toBeGreaterThanOrEqual(0);
          before = step.stillOpen;
        }
      }),
    );
  });

  it('is the plain share still open when all cases are closed', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 50 }), (durations) => {
        for (const { duration, stillOpen } of kaplanMeier(closed(...durations))) {
          expect(stillOpen).toBeCloseTo(durations.filter((d) => d > duration).length / durations.length, 9);
        }
        const sorted = durations.toSorted((a, b) => a - b);
        expect(survivalQuantile(kaplanMeier(closed(...durations)), 0.5)).toBe(
          sorted[Math.ceil(sorted.length / 2) - 1],
        );
      }),
    );
  });

  it('never makes an organisation faster by leaving cases open', () => {
    fc.assert(
      fc.property(cases, (some) => {
        const allClosed = summariseDurations(some.map((one) => ({ ...one, closed: true })));
        const asIs = summariseDurations(some);
        if (asIs.median === null || allClosed.median === null) return;
        expect(asIs.median).toBeGreaterThanOrEqual(allClosed.median);
      }),
    );
  });
});
