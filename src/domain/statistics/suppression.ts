/** Groups with fewer answers than this are not shown, unless the organisation chose another limit. */
export const DEFAULT_THRESHOLD = 10;

/** No choice goes below this. */
export const FLOOR = 5;

/** Which groups of one list, and whether its total, must stay hidden. */
export interface Suppression {
  /** One for each group, in their order. It does not tell a small group from one hidden to protect it. */
  readonly hidden: readonly boolean[];
  readonly totalHidden: boolean;
}

/**
 * Whether a figure about this many answers may be shown on its own.
 *
 * @param n answers behind the figure
 * @param threshold the organisation's limit; below 5 (or no number) it is 5
 */
export function mayShow(n: number, threshold: number = DEFAULT_THRESHOLD): boolean {
  return n >= limitOf(threshold);
}

/**
 * Which groups of a list to hide so that none below the threshold is seen or can be had by subtracting the shown
 * groups from the shown total.
 *
 * - Primary: every group of 1 to threshold − 1. An empty group tells of nobody: it is shown, and protects nobody.
 * - Secondary: what is hidden must, together, be at least two groups and at least the threshold, and its sum must leave
 *   its parts open (k groups adding up to k, or to k times the largest small group, would give each away). Otherwise
 *   the smallest group shown is hidden too; when there is none, the total is. All of that size are: taking the first of
 *   them would tell, by the one that was not taken, which of the hidden ones is the small one.
 *
 * It protects one list with one total. A table with totals both ways, or two reports of overlapping periods, need more.
 *
 * @param counts answers in each group, whole numbers
 * @throws RangeError when a count is none: a bug of the caller
 * @see Hundepool et al. 2012, Statistical Disclosure Control, chapter 4
 */
export function suppress(counts: readonly number[], threshold: number = DEFAULT_THRESHOLD): Suppression {
  if (!counts.every((n) => Number.isInteger(n) && n >= 0))
    throw new RangeError('a count is a whole number from 0');
  const limit = limitOf(threshold);
  const hidden = counts.map((n) => n > 0 && n < limit);
  const small = counts.filter((n) => n > 0 && n < limit);
  if (small.length === 0 || isProtected(small, limit)) return { hidden, totalHidden: false };
  const cover = Math.min(...counts.filter((n) => n >= limit));
  if (cover === Infinity) return { hidden, totalHidden: true };
  return { hidden: counts.map((n, index) => hidden[index] === true || n === cover), totalHidden: false };
}

function limitOf(threshold: number): number {
  return threshold >= FLOOR ? threshold : FLOOR;
}

function isProtected(small: readonly number[], limit: number): boolean {
  const sum = small.reduce((total, n) => total + n, 0);
  const largest = Math.ceil(limit) - 1;
  return small.length >= 2 && sum >= limit && sum > small.length && sum < small.length * largest;
}
