/** Standard normal quantile for two-sided 95 % intervals. */
export const Z95 = 1.959964;

/**
 * A figure with its interval. `value` is null, and so are its limits, when nothing was counted:
 * a figure about nobody is unknown, not zero.
 */
export type Estimate =
  | { readonly value: number; readonly low: number; readonly high: number; readonly n: number }
  | { readonly value: null; readonly low: null; readonly high: null; readonly n: 0 };

/** The estimate about nobody. */
export const noEstimate = { value: null, low: null, high: null, n: 0 } as const;

/**
 * Share of `successes` among `n` with its Wilson score interval, without continuity correction. It never
 * leaves 0..1 and stays honest at 0 % and 100 % and for small n, where the usual ±z√(pq/n) has no width.
 *
 * @param successes whole number, 0..n
 * @param n whole number of answers that are scores; missing ones are left out by the caller
 * @param z normal quantile, 1.959964 for 95 %
 * @returns share, low and high in 0..1
 * @throws RangeError when the counts are no counts: a bug of the caller
 * @see Wilson 1927, Probable inference, JASA 22:209; Newcombe 1998, Statistics in Medicine 17:857, method 3
 */
export function wilson(successes: number, n: number, z: number = Z95): Estimate {
  if (!Number.isInteger(successes) || !Number.isInteger(n) || successes < 0 || successes > n) {
    throw new RangeError(`not a share: ${successes} of ${n}`);
  }
  if (n === 0) return noEstimate;
  const share = successes / n;
  const z2 = z * z;
  const centre = (2 * successes + z2) / (2 * (n + z2));
  const half = (z * Math.sqrt(z2 + (4 * successes * (n - successes)) / n)) / (2 * (n + z2));
  // At the ends the limit is exactly 0 or 1; rounding must not put it a hair beyond the share.
  const low = successes === 0 ? 0 : Math.min(share, centre - half);
  const high = successes === n ? 1 : Math.max(share, centre + half);
  return { value: share, low, high, n };
}
