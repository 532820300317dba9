import type { BenchLine } from './line.ts';

/** @param share 0..1, by the nearest rank: 0.95 of 20 is the 19th */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Held to a budget by itself; nothing is compared. A figure that could not be measured breaks it. */
export const heldTo = (name: string, value: number, unit: string, budget: number): BenchLine => ({
  name,
  value: rounded(value),
  unit,
  baseline: null,
  ratio: null,
  budget,
  ok: value <= budget,
});

/** Held to a multiple of what the same run measured of something else. @param budget of `value / baseline` */
export function comparedTo(
  name: string,
  { value, baseline, unit }: { readonly value: number; readonly baseline: number; readonly unit: string },
  budget: number,
): BenchLine {
  const ratio = Math.round((value / baseline) * 100) / 100;
  return {
    name,
    value: rounded(value),
    unit,
    baseline: rounded(baseline),
    ratio,
    budget,
    ok: ratio <= budget,
  };
}

/** Only informs. */
export const told = (name: string, value: number, unit: string): BenchLine => ({
  name,
  value: rounded(value),
  unit,
  baseline: null,
  ratio: null,
  budget: null,
  ok: true,
});

const rounded = (value: number): number => Math.round(value * 10) / 10;
