/** How long one case has taken. An open one is censored: it will take at least this long. */
export interface CaseDuration {
  /** In any unit, the same for all; never negative. */
  readonly duration: number;
  readonly closed: boolean;
  /** How many cases took just so long; absent: one. A store that has counted them need not list them. */
  readonly count?: number;
}

/** One step of the curve, at a duration at which cases were closed. */
export interface SurvivalStep {
  readonly duration: number;
  /** Cases that had lasted at least this long. */
  readonly atRisk: number;
  readonly closed: number;
  /** Estimated share of cases still open just after this duration, 0..1. */
  readonly stillOpen: number;
}

/** Typical durations; one that is null has not been reached: too many cases are still open to tell. */
export interface DurationSummary {
  readonly median: number | null;
  readonly p90: number | null;
  readonly closed: number;
  readonly open: number;
}

/**
 * The Kaplan–Meier curve. A case that is open at the very duration at which another is closed counts as at risk there.
 *
 * @returns a step for each duration with a closing, shortest first
 * @throws RangeError when a duration is negative or no number: a bug of the caller
 * @see Kaplan and Meier 1958, Nonparametric estimation from incomplete observations, JASA 53:457
 */
export function kaplanMeier(cases: readonly CaseDuration[]): SurvivalStep[] {
  if (!cases.every(({ duration }) => duration >= 0 && Number.isFinite(duration))) {
    throw new RangeError('a duration is a finite number from 0');
  }
  const sorted = cases.toSorted((a, b) => a.duration - b.duration);
  const steps: SurvivalStep[] = [];
  let stillOpen = 1;
  let left = countOf(sorted);
  let index = 0;
  while (index < sorted.length) {
    const duration = sorted[index]?.duration ?? 0;
    const atRisk = left;
    let closed = 0;
    for (let one = sorted[index]; one?.duration === duration; one = sorted[(index += 1)]) {
      left -= one.count ?? 1;
      closed += one.closed ? (one.count ?? 1) : 0;
    }
    if (closed === 0) continue;
    stillOpen *= (atRisk - closed) / atRisk;
    steps.push({ duration, atRisk, closed, stillOpen });
  }
  return steps;
}

/**
 * The shortest duration by which at least the share `p` of cases is closed. Unlike a type-7 quantile it is always a
 * duration that occurred.
 *
 * @param p 0..1, 0.5 for the median
 * @returns null when the curve never falls that far
 */
export function survivalQuantile(steps: readonly SurvivalStep[], p: number): number | null {
  // The product of fractions misses its exact value by rounding, 1 − p too.
  const tolerance = 1e-9;
  return steps.find(({ stillOpen }) => stillOpen <= 1 - p + tolerance)?.duration ?? null;
}

/** Median and 90th percentile of durations with open cases counted as censored. */
export function summariseDurations(cases: readonly CaseDuration[]): DurationSummary {
  const steps = kaplanMeier(cases);
  const closed = countOf(cases.filter((one) => one.closed));
  return {
    median: survivalQuantile(steps, 0.5),
    p90: survivalQuantile(steps, 0.9),
    closed,
    open: countOf(cases) - closed,
  };
}

function countOf(cases: readonly CaseDuration[]): number {
  return cases.reduce((sum, { count = 1 }) => sum + count, 0);
}
