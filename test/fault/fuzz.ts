export interface FuzzOptions {
  /** the same seed makes the same run */
  readonly seed: number;
  /** how many cases to try */
  readonly runs: number;
}

export interface FuzzReport {
  /** how many cases were tried */
  readonly runs: number;
  /** one text for each breach, with what is needed to see it again; none when the promise held */
  readonly failures: readonly string[];
}

/** What each `test/fault/<name>.fuzz.ts` exports as `run`. */
export type Fuzz = (options: FuzzOptions) => Promise<FuzzReport>;
