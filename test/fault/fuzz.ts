export interface FuzzOptions {
  /** the same seed makes the same run */
  readonly seed: number;
  /** how many cases to try */
  readonly runs: number;
  /** of `sync`: how many devices there are, and how much is done on all of them together, in each run */
  readonly devices: number;
  readonly ops: number;
  readonly engine: 'embedded' | 'couchdb';
  /** of `sync`: what its devices are, processes over LevelDB or browsers over IndexedDB */
  readonly runtime: 'node' | 'chromium';
  /** minutes that may be spent on making a failing case smaller; 0: none */
  readonly shrink: number;
}

export interface FuzzReport {
  /** how many cases were tried */
  readonly runs: number;
  /** one text for each breach, with what is needed to see it again; none when the promise held */
  readonly failures: readonly string[];
  /** what was counted besides, by name */
  readonly figures?: Readonly<Record<string, number>>;
}

/** What each `test/fault/<name>.fuzz.ts` exports as `run`. */
export interface Fuzz {
  (options: FuzzOptions): Promise<FuzzReport>;
  /** how many cases to try when nobody says; absent: a thousand */
  readonly usualRuns?: number;
}
