/** Wrong PINs, and how long the next try has to wait: five are free, then half a minute, doubling up to an hour. */
export interface Tries {
  readonly wrong: number;
  /** Unix milliseconds */
  readonly last: number;
}

export const noTries: Tries = { wrong: 0, last: 0 };

const FREE = 5;
const FIRST_WAIT = 30_000;
const LONGEST_WAIT = 3_600_000;

/** @returns milliseconds until another PIN may be tried; 0: now */
export function waitOf({ wrong, last }: Tries, now: number): number {
  if (wrong < FREE) return 0;
  const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (wrong - FREE));
  // A clock that was set back must not lock the staff out for longer than the wait itself.
  return Math.min(wait, Math.max(0, last + wait - now));
}

export const afterWrong = ({ wrong }: Tries, now: number): Tries => ({ wrong: wrong + 1, last: now });
