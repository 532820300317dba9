/** How near a deadline is, in days of its place's calendar. */
import { dateAt, dayNumber, isDate, msOf } from '../../domain/time/moment.ts';
import type { LocalDate, Moment, Place } from '../../domain/time/moment.ts';
import { createZoneClock } from '../../domain/time/zone.ts';

export type Nearness =
  /** `days` 0: late since some hour of today */
  | { readonly kind: 'late'; readonly days: number }
  | { readonly kind: 'today' }
  /** within the coming six days, which a weekday names without doubt */
  | { readonly kind: 'week' }
  | { readonly kind: 'later' };

const WEEK = 6;
const zone = createZoneClock();
const here = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** A place to tell dates by. @param timeZone IANA; undefined or unknown here: the device's */
export function placeOf(timeZone: string | undefined): Place {
  const wanted = timeZone !== undefined && zone.knows(timeZone) ? timeZone : here();
  return { zone, timeZone: zone.knows(wanted) ? wanted : 'UTC' };
}

/** The date on the wall of that place. @param now Unix milliseconds */
export function todayAt(now: number, timeZone: string | undefined): LocalDate {
  const { timeZone: known } = placeOf(timeZone);
  return zone.toLocal(now, known).date;
}

/** @param now Unix milliseconds @param timeZone IANA; undefined: the device's */
export function nearness(by: Moment, now: number, timeZone: string | undefined): Nearness {
  const due = dateAt(by, placeOf(timeZone));
  // The zone is known, so the date is.
  const days = due === null ? 0 : dayNumber(due) - dayNumber(todayAt(now, timeZone));
  if (isDate(by) ? days < 0 : msOf(by) < now) return { kind: 'late', days: Math.max(0, -days) };
  if (days === 0) return { kind: 'today' };
  return { kind: days <= WEEK ? 'week' : 'later' };
}
