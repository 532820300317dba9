/**
 * Sample quantile of type 7: the value at position 1 + (n − 1)p of the sorted sample, interpolated between
 * neighbours. It is the default of R, NumPy and DuckDB's `quantile_cont`, so reports from the read model agree with it.
 *
 * For durations of cases of which some are still open it is the wrong tool, since leaving those out makes an
 * organisation look faster: see survival.ts.
 *
 * @param values finite numbers in any order, in any unit; not changed
 * @param p 0..1
 * @returns in the unit of the values; null for an empty sample
 * @throws RangeError when p or a value is out of range: a bug of the caller
 * @see Hyndman and Fan 1996, Sample quantiles in statistical packages, The American Statistician 50:361
 */
export function quantile(values: readonly number[], p: number): number | null {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`not a probability: ${p}`);
  const sorted = Float64Array.from(values).toSorted();
  if (!sorted.every(Number.isFinite)) throw new RangeError('a sample holds finite numbers only');
  const position = (sorted.length - 1) * p;
  const below = sorted[Math.floor(position)];
  const above = sorted[Math.ceil(position)];
  if (below === undefined || above === undefined) return null;
  const part = position - Math.floor(position);
  return part === 0 ? below : below * (1 - part) + above * part;
}

/** The median, type 7: half the sample is at or below it. Null for an empty sample. */
export function median(values: readonly number[]): number | null {
  return quantile(values, 0.5);
}

/** The 90th percentile, type 7: nine in ten are at or below it. Null for an empty sample. */
export function percentile90(values: readonly number[]): number | null {
  return quantile(values, 0.9);
}
