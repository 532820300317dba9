/** Exact tails of the binomial distribution: how far a share may lie from a target by chance. */

/** One-sided tail of the 99.8 % limits: three standard errors of a normal distribution. */
export const OUTER_TAIL = 0.001;

/**
 * P(X ≤ x) of a binomial distribution, by the regularised incomplete beta function: exact to some 1e-12, at any n.
 *
 * @param x whole number
 * @param n whole number from 0
 * @param p 0..1
 * @see Abramowitz and Stegun 1964, 26.5.24
 */
export function binomialCdf(x: number, n: number, p: number): number {
  if (x < 0) return 0;
  if (x >= n || p <= 0) return 1;
  return p >= 1 ? 0 : incompleteBeta(n - x, x + 1, 1 - p);
}

/**
 * Whether a share lies outside the exact binomial limits around a target, as a point of a funnel plot does: that
 * far from the target by chance happens to one in a thousand on either side.
 *
 * @param target 0..1, the share of all
 * @param tail one-sided, 0.001 for 99.8 % limits
 * @see Spiegelhalter 2005, Funnel plots for comparing institutional performance, Statistics in Medicine 24:1185
 */
export function outsideLimits(
  successes: number,
  n: number,
  target: number,
  tail: number = OUTER_TAIL,
): 'above' | 'below' | null {
  if (n === 0) return null;
  if (binomialCdf(successes, n, target) < tail) return 'below';
  return 1 - binomialCdf(successes - 1, n, target) < tail ? 'above' : null;
}

/** I_x(a, b). */
function incompleteBeta(a: number, b: number, x: number): number {
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  // The fraction converges quickly on this side of the mean only.
  return x < (a + 1) / (a + b + 2)
    ? (front * fraction(a, b, x)) / a
    : 1 - (front * fraction(b, a, 1 - x)) / b;
}

/** Lentz's method; `TINY` stands for a zero that would be divided by. */
function fraction(a: number, b: number, x: number): number {
  const TINY = 1e-300;
  const some = (value: number): number => (Math.abs(value) < TINY ? TINY : value);
  let c = 1;
  let d = 1 / some(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m < 10_000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / some(1 + even * d);
    c = some(1 + even / c);
    result *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / some(1 + odd * d);
    c = some(1 + odd / c);
    const step = d * c;
    result *= step;
    if (Math.abs(step - 1) < 1e-14) break;
  }
  return result;
}

/** ln Γ(z), z > 0: Lanczos' approximation with g = 7. */
function logGamma(z: number): number {
  const series = [
    676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
    -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
  ].reduce((sum, coefficient, index) => sum + coefficient / (z + index), 0.99999999999980993);
  const t = z + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (z - 0.5) * Math.log(t) - t + Math.log(series);
}
