/** One measured figure, printed as one JSON object a line. */
export interface BenchLine {
  readonly name: string;
  readonly value: number;
  /** of `value`, `baseline` and `budget`: `ms`, `kB gzip`, `x` … */
  readonly unit: string;
  /** what the same run measured of the thing compared with; null when nothing is */
  readonly baseline: number | null;
  /** `value / baseline` */
  readonly ratio: number | null;
  /** what `value` or, where there is a baseline, `ratio` is held to; null when it only informs */
  readonly budget: number | null;
  readonly ok: boolean;
}

/** What each `test/bench/<name>.bench.ts` exports as `run`. */
export type Bench = () => AsyncIterable<BenchLine> | Promise<readonly BenchLine[]>;
