/**
 * When something happened: an instant, or a mere date where nobody knows the hour (imported files, "on Tuesday").
 * A date is never turned into a made-up midnight: what can't be told from it stays unknown.
 */
import * as v from 'valibot';
import type { ZoneClock } from './zone.ts';

const DAY_MS = 86_400_000;

/** UTC with milliseconds, years 0000 to 9999: `2026-01-01T10:00:00.000Z`. Instants sort as text. */
export type Instant = string & v.Brand<'Instant'>;
/** A day of the calendar, without hour or zone: `2026-01-01`. Dates sort as text. */
export type LocalDate = string & v.Brand<'LocalDate'>;
export type Moment = Instant | LocalDate;

export const localDate = v.custom<LocalDate>(isDateText, 'moment.date');
export const moment = v.custom<Moment>((input) => isInstantText(input) || isDateText(input), 'moment.format');

/** Where a date is meant: the zone that gives an instant its date. */
export interface Place {
  readonly zone: ZoneClock;
  readonly timeZone: string;
}

/** Whole days between dates, milliseconds between instants. */
export type Difference =
  | { readonly unit: 'days'; readonly days: number }
  | { readonly unit: 'ms'; readonly ms: number };

/** Reads a moment exactly as it is written in documents. */
export function parseMoment(
  text: string,
): { ok: true; value: Moment } | { ok: false; code: 'moment.format' } {
  return v.is(moment, text) ? { ok: true, value: text } : { ok: false, code: 'moment.format' };
}

export function isInstant(one: Moment): one is Instant {
  return one.length > 10;
}

export function isDate(one: Moment): one is LocalDate {
  return one.length === 10;
}

/**
 * @param ms milliseconds since 1970-01-01T00:00Z; fractions are cut off
 * @throws RangeError outside the years 0000 to 9999: a bug of the caller
 */
export function instantOf(ms: number): Instant {
  return written(ms) as Instant;
}

/** Milliseconds since 1970-01-01T00:00Z. */
export function msOf(one: Instant): number {
  return Date.parse(one);
}

/** Days since 1970-01-01; the calendar is the Gregorian one. */
export function dayNumber(date: LocalDate): number {
  return Date.parse(date) / DAY_MS;
}

/**
 * The date so many days after 1970-01-01.
 *
 * @throws RangeError outside the years 0000 to 9999: a bug of the caller
 */
export function dateOfDay(days: number): LocalDate {
  return written(days * DAY_MS).slice(0, 10) as LocalDate;
}

/** The date `days` after another, or before it. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOfDay(dayNumber(date) + days);
}

/** The date of a moment: its own, or the one that an instant has at a place; null when the zone is unknown there. */
export function dateAt(one: Moment, place: Place): LocalDate | null {
  if (isDate(one)) return one;
  return place.zone.knows(place.timeZone) ? place.zone.toLocal(msOf(one), place.timeZone).date : null;
}

/**
 * Which of two moments is earlier.
 *
 * @param place needed to compare an instant with a date
 * @returns negative, 0, positive; null when it can't be told: an instant within the very day, or no place to tell by
 */
export function compareMoments(a: Moment, b: Moment, place?: Place): number | null {
  if (isInstant(a) === isInstant(b)) return order(a, b);
  if (place === undefined) return null;
  const [dateA, dateB] = [dateAt(a, place), dateAt(b, place)];
  if (dateA === null || dateB === null || dateA === dateB) return null;
  return order(dateA, dateB);
}

/**
 * From `a` to `b`, negative when `b` is earlier. An instant and a date differ by whole days between their dates.
 *
 * @param place needed for an instant and a date
 * @returns null when there is no place to tell by
 */
export function differenceBetween(a: Moment, b: Moment, place?: Place): Difference | null {
  if (isInstant(a) && isInstant(b)) return { unit: 'ms', ms: msOf(b) - msOf(a) };
  if (isDate(a) && isDate(b)) return { unit: 'days', days: dayNumber(b) - dayNumber(a) };
  if (place === undefined) return null;
  const [dateA, dateB] = [dateAt(a, place), dateAt(b, place)];
  return dateA === null || dateB === null ? null : differenceBetween(dateA, dateB);
}

/** ISO text of an instant. Years of more or fewer than four digits wouldn't sort as text. */
function written(ms: number): string {
  const text = new Date(ms).toISOString();
  if (text.length !== 24) throw new RangeError(`beyond the years 0000 to 9999: ${text}`);
  return text;
}

function order(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function isInstantText(input: unknown): input is Instant {
  return (
    typeof input === 'string' &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(input) &&
    isCanonical(input, 24)
  );
}

function isDateText(input: unknown): input is LocalDate {
  return typeof input === 'string' && /^\d{4}-\d\d-\d\d$/.test(input) && isCanonical(input, 10);
}

/** Whether writing the time again gives the same text: 30 February doesn't. */
function isCanonical(text: string, length: number): boolean {
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, length) === text;
}
