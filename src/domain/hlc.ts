/**
 * Hybrid logical clock (Kulkarni et al. 2014). A stamp is `<ms, 12 hex>-<counter, 4 hex>`, so that text order is time
 * order. Invariants: a device's stamps only grow; a stamp from elsewhere that lies more than `MAX_LEAD` ahead of our
 * own clock is believed by nobody and drags nobody's clock.
 */
import * as v from 'valibot';
import type { Brand } from './ids.ts';

export type Stamp = Brand<string, 'Stamp'>;

/** Milliseconds that a stamp may lie ahead of the clock of whoever reads it: five minutes. */
export const MAX_LEAD = 5 * 60_000;
const MAX_COUNTER = 0xffff;

export const stamp = v.pipe(
  v.string(),
  v.regex(/^[0-9a-f]{12}-[0-9a-f]{4}$/, 'clock.stamp'),
  v.transform((text) => text as Stamp),
);

/** @param ms Unix milliseconds, 0 … 2^48−1 */
export function makeStamp(ms: number, counter: number): Stamp {
  return `${ms.toString(16).padStart(12, '0')}-${counter.toString(16).padStart(4, '0')}` as Stamp;
}

/** @returns Unix milliseconds */
export const stampMs = (at: Stamp): number => Number.parseInt(at.slice(0, 12), 16);

/**
 * When something stamped `at` counts as having happened: never later than it was first seen, plus the lead.
 * @param seen Unix milliseconds
 * @returns Unix milliseconds
 */
export const effectiveMs = (at: Stamp, seen: number): number => Math.min(stampMs(at), seen + MAX_LEAD);
const counterOf = (at: Stamp): number => Number.parseInt(at.slice(13), 16);

/**
 * The next stamp of a clock whose last one was `last`.
 * @param now the device's wall clock, Unix milliseconds; it may be wrong, and may jump back
 */
export function tick(last: Stamp | null, now: number): Stamp {
  const wall = Math.max(0, Math.trunc(now));
  if (last === null || wall > stampMs(last)) return makeStamp(wall, 0);
  const counter = counterOf(last) + 1;
  return counter > MAX_COUNTER ? makeStamp(stampMs(last) + 1, 0) : makeStamp(stampMs(last), counter);
}

/** The clock after having seen `seen`; stamps too far ahead of `now` are ignored. */
export function witness(last: Stamp | null, seen: Stamp, now: number): Stamp | null {
  if (stampMs(seen) > now + MAX_LEAD) return last;
  return last === null || seen > last ? seen : last;
}
