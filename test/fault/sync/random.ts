/** Chance from a seed: the same seed makes the same choices. */
export interface Random {
  /** 0 ≤ x < 1 */
  (): number;
}

/** Mulberry32 (T. Ettinger, public domain). @param seed any number */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A seed of its own for each of several numbers. */
export const seedOf = (...numbers: readonly number[]): number =>
  numbers.reduce((seed, n) => Math.imul(seed ^ (n + 0x9e3779b9), 0x85ebca6b) ^ (seed >>> 13), 0x2545f491) >>>
  0;

export const chance = (random: Random, share: number): boolean => random() < share;
/** A whole number, `from <= n < to`. */
export const between = (random: Random, from: number, to: number): number =>
  from + Math.floor(random() * (to - from));
/** @throws when there is nothing to pick from */
export function pick<T>(random: Random, from: readonly T[]): T {
  const one = from[Math.floor(random() * from.length)];
  if (one === undefined) throw new Error('nothing to pick from');
  return one;
}
/** @param weights by name, not negative, not all 0 */
export function weighted<K extends string>(random: Random, weights: Readonly<Record<K, number>>): K {
  const names = Object.keys(weights) as K[];
  let left = random() * names.reduce((sum, name) => sum + weights[name], 0);
  for (const name of names) {
    left -= weights[name];
    if (left < 0) return name;
  }
  return names[names.length - 1] as K;
}
