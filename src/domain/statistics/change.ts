/** Whether something changed between two periods, or only looks so by chance. */
import { binomialCdf } from './binomial.ts';
import { Z95, wilson } from './wilson.ts';

/** A difference of two shares with its interval; -1..1 */
export interface Difference {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * How likely counts that differ at least this much are when nothing has changed: two-sided, exact. Given their sum, the
 * count of one of two equally long periods with one Poisson rate is binomial with a half.
 *
 * @param before whole number of events in the first period
 * @param now in the second, equally long one
 * @returns 0..1
 * @see Przyborowski and Wilenski 1940, Homogeneity of results in testing samples from Poisson series, Biometrika 31:313
 */
export function chanceOfCounts(before: number, now: number): number {
  const total = before + now;
  if (total === 0) return 1;
  return Math.min(1, 2 * binomialCdf(Math.min(before, now), total, 0.5));
}

/**
 * The difference of two independent shares, the second less the first, by combining their Wilson intervals. Where it
 * holds 0, the change may be chance.
 *
 * @throws RangeError when the counts are no counts: a bug of the caller
 * @returns null when one of the shares is of nobody
 * @see Newcombe 1998, Interval estimation for the difference between independent proportions, Statistics in Medicine
 *   17:873, method 10
 */
export function shareDifference(
  before: { readonly successes: number; readonly n: number },
  now: { readonly successes: number; readonly n: number },
  z: number = Z95,
): Difference | null {
  const first = wilson(before.successes, before.n, z);
  const second = wilson(now.successes, now.n, z);
  if (first.value === null || second.value === null) return null;
  const value = second.value - first.value;
  return {
    value,
    low: value - Math.hypot(second.value - second.low, first.high - first.value),
    high: value + Math.hypot(second.high - second.value, first.value - first.low),
  };
}
