import type { CallFailure } from './http.ts';

const FIRST = 1_000;
const LONGEST = 5 * 60_000;

/**
 * How long to wait after so many failures in a row: twice as long each time, up to five minutes, and never the same for
 * all devices, or they would all come back at once to a server that has just started.
 * @param failures from 1
 * @param random 0 ≤ x < 1
 * @returns milliseconds
 */
export function backoff(failures: number, random: number): number {
  const most = Math.min(LONGEST, FIRST * 2 ** Math.min(failures - 1, 20));
  return Math.round(most * (0.5 + random / 2));
}

/**
 * How long the server has asked not to be asked again, whatever happens meanwhile; five minutes at most, whoever says
 * more.
 * @returns milliseconds
 */
export const askedFor = (failure: CallFailure | { readonly kind: 'store' } | null): number =>
  failure?.kind === 'refused' ? Math.min(LONGEST, (failure.retryAfter ?? 0) * 1000) : 0;
