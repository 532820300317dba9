import { Z95 } from './wilson.ts';

/** Answers to "how likely are you to recommend us", 0 to 10, by group. Missing answers are in none. */
export interface NpsCounts {
  readonly promoters: number;
  readonly passives: number;
  readonly detractors: number;
}

/** A net promoter score in points, -100..100; `value` and its limits are null when nobody answered. */
export type Nps = NpsCounts &
  (
    | { readonly value: number; readonly low: number; readonly high: number; readonly n: number }
    | { readonly value: null; readonly low: null; readonly high: null; readonly n: 0 }
  );

/**
 * Below this many answers the interval is the adjusted one. Exact coverage of the plain 95 % interval,
 * worst case over p, d in 0.05..0.95: 86 % at n = 20, 90 % at 50, 92.9 % at 100, 93.7 % at 150, 94.1 % at 200;
 * of the adjusted one: never below 93 % from n = 10 on (enumerated; the test repeats it).
 */
export const SMALL_SAMPLE = 150;

/** As long as fewer answers than this lie outside the biggest group, the plain interval has next to no width. */
const FEW_OUTSIDE = 5;

/**
 * The group of one answer.
 *
 * @param score 0..10
 * @returns null for what is no such score ("don't know", not answered, 11): it is in no figure
 */
export function npsGroup(score: number | null): 'promoter' | 'passive' | 'detractor' | null {
  if (score === null || !Number.isInteger(score) || score < 0 || score > 10) return null;
  if (score >= 9) return 'promoter';
  return score >= 7 ? 'passive' : 'detractor';
}

/** Counts answers by group; what is no score from 0 to 10 is left out. */
export function countNps(scores: Iterable<number | null>): NpsCounts {
  const counts = { promoter: 0, passive: 0, detractor: 0 };
  for (const score of scores) {
    const group = npsGroup(score);
    if (group !== null) counts[group] += 1;
  }
  return { promoters: counts.promoter, passives: counts.passive, detractors: counts.detractor };
}

/**
 * Net promoter score, the share of promoters less that of detractors, with its interval: ±z standard errors
 * √((p + d − (p − d)²)/n); for small samples (n below 150, or fewer than 5 answers outside the biggest group) the
 * adjusted Wald interval, which adds ¾ promoter, ¾ detractor and 1½ passives. The score itself is never adjusted.
 * The adjusted interval is drawn towards 0; where it would leave out the score (n = 1) it is widened to hold it.
 *
 * @param counts whole numbers
 * @param z normal quantile, 1.959964 for 95 %
 * @returns points, -100..100
 * @throws RangeError when the counts are no counts: a bug of the caller
 * @see Rocks 2016, Interval estimation for the "net promoter score", The American Statistician 70:365
 */
export function nps(counts: NpsCounts, z: number = Z95): Nps {
  const { promoters, passives, detractors } = counts;
  for (const count of [promoters, passives, detractors]) {
    if (!Number.isInteger(count) || count < 0) throw new RangeError(`not a count: ${count}`);
  }
  const groups = { promoters, passives, detractors };
  const n = promoters + passives + detractors;
  if (n === 0) return { ...groups, value: null, low: null, high: null, n };
  const outside = n - Math.max(promoters, passives, detractors);
  const adjusted = n < SMALL_SAMPLE || outside < FEW_OUTSIDE;
  const size = adjusted ? n + 3 : n;
  const p = (adjusted ? promoters + 0.75 : promoters) / size;
  const d = (adjusted ? detractors + 0.75 : detractors) / size;
  const half = z * Math.sqrt(Math.max(0, p + d - (p - d) ** 2) / size);
  const value = (100 * (promoters - detractors)) / n;
  const low = Math.max(-100, Math.min(value, 100 * (p - d - half)));
  const high = Math.min(100, Math.max(value, 100 * (p - d + half)));
  return { ...groups, value, low, high, n };
}
