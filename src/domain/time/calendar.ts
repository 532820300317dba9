/**
 * Working time: which days a region works, and from when to when on the clocks of its time zone. Minutes are minutes
 * that pass, so an hour that a clock change skips or repeats within working hours is not worked or worked twice.
 */
import * as v from 'valibot';
import { type LocalDate, addDays, dateOfDay, dayNumber, localDate } from './moment.ts';
import type { ZoneClock } from './zone.ts';

const MINUTE_MS = 60_000;

const clock = v.pipe(v.string(), v.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'calendar.hours'));

export const workingCalendar = v.looseObject({
  /** IANA name, `Asia/Tbilisi`. That the table of zones has it, only a ZoneClock knows. */
  timeZone: v.pipe(
    v.string(),
    v.regex(/^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)*$/, 'calendar.timeZone'),
  ),
  /** ISO weekdays, 1 Monday to 7 Sunday: at least one, each once */
  workdays: v.pipe(
    v.array(
      v.pipe(
        v.number(),
        v.integer('calendar.workdays'),
        v.minValue(1, 'calendar.workdays'),
        v.maxValue(7, 'calendar.workdays'),
      ),
    ),
    v.minLength(1, 'calendar.workdays'),
    v.check((days) => new Set(days).size === days.length, 'calendar.workdays'),
  ),
  /** on the wall, within one day; `24:00` is its end */
  hours: v.pipe(
    v.looseObject({ from: clock, to: clock }),
    v.check(({ from, to }) => from < to, 'calendar.hours'),
  ),
  /** days that are not worked though their weekday is */
  holidays: v.pipe(v.array(localDate), v.maxLength(5000, 'calendar.holidays')),
});
export type WorkingCalendar = v.InferOutput<typeof workingCalendar>;

/** Minutes since 00:00 of `HH:MM`. */
export function minutesOfClock(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
}

/** ISO weekday, 1 Monday to 7 Sunday. */
export function weekdayOf(date: LocalDate): number {
  return weekdayOfDay(dayNumber(date));
}

function weekdayOfDay(day: number): number {
  // Day 0, 1970-01-01, was a Thursday.
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

export function isWorkingDay(calendar: WorkingCalendar, date: LocalDate): boolean {
  return works(calendar, dayNumber(date));
}

function works({ workdays, holidays }: WorkingCalendar, day: number): boolean {
  return workdays.includes(weekdayOfDay(day)) && !daysOf(holidays).has(day);
}

/** By list: a deadline asks for each day on its way, and writing a date takes ten times what comparing numbers does. */
const days = new WeakMap<readonly LocalDate[], ReadonlySet<number>>();

function daysOf(dates: readonly LocalDate[]): ReadonlySet<number> {
  const known = days.get(dates);
  if (known !== undefined) return known;
  const made = new Set(dates.map(dayNumber));
  days.set(dates, made);
  return made;
}

/**
 * The working day that is `days` working days after a date; the date itself is day 0, whether worked or not.
 *
 * @param days whole number from 0; 0 gives the date itself, or the next working day when it is none
 * @throws RangeError for anything else: a bug of the caller
 */
export function addWorkingDays(calendar: WorkingCalendar, date: LocalDate, days: number): LocalDate {
  if (!Number.isInteger(days) || days < 0) throw new RangeError(`not a count of days: ${days}`);
  let day = dayNumber(date);
  for (let left = days; left > 0;) {
    day += 1;
    if (works(calendar, day)) left -= 1;
  }
  while (!works(calendar, day)) day += 1;
  return dateOfDay(day);
}

/**
 * The earliest instant by which so many working minutes have passed since another: at the end of a day that is closing
 * time, not the next opening.
 *
 * @param from milliseconds since 1970-01-01T00:00Z
 * @param minutes working minutes, from 0; 0 gives `from` itself
 * @returns milliseconds since 1970-01-01T00:00Z
 * @throws RangeError for negative minutes or a zone that the clock doesn't know
 */
export function addWorkingMinutes(
  calendar: WorkingCalendar,
  zone: ZoneClock,
  from: number,
  minutes: number,
): number {
  if (!(minutes >= 0 && Number.isFinite(minutes))) throw new RangeError(`not a duration: ${minutes}`);
  let left = Math.round(minutes * MINUTE_MS);
  if (left === 0) return from;
  for (let day = firstDay(calendar, zone, from); ; day = addDays(day, 1)) {
    const [opens, closes] = hoursOf(calendar, zone, day);
    const start = Math.max(opens, from);
    if (start >= closes) continue;
    if (left <= closes - start) return start + left;
    left -= closes - start;
  }
}

/**
 * Working minutes from one instant to another, negative when the second is earlier.
 *
 * @param from milliseconds since 1970-01-01T00:00Z
 * @param to milliseconds since 1970-01-01T00:00Z
 * @throws RangeError for a zone that the clock doesn't know
 */
export function workingMinutesBetween(
  calendar: WorkingCalendar,
  zone: ZoneClock,
  from: number,
  to: number,
): number {
  if (to < from) return -workingMinutesBetween(calendar, zone, to, from);
  let worked = 0;
  for (let day = firstDay(calendar, zone, from); ; day = addDays(day, 1)) {
    const midnight = zone.toInstant(day, 0, calendar.timeZone);
    if (midnight >= to) return worked / MINUTE_MS;
    const [opens, closes] = hoursOf(calendar, zone, day);
    worked += Math.max(0, Math.min(closes, to) - Math.max(opens, from));
  }
}

/** The day before the instant's own: where midnight comes twice, its hours may reach into the next date. */
function firstDay(calendar: WorkingCalendar, zone: ZoneClock, ms: number): LocalDate {
  return addDays(zone.toLocal(ms, calendar.timeZone).date, -1);
}

/** Opening and closing of a day as instants; on a day off both are the same. */
function hoursOf(
  calendar: WorkingCalendar,
  zone: ZoneClock,
  day: LocalDate,
): [opens: number, closes: number] {
  if (!isWorkingDay(calendar, day)) return [0, 0];
  const opens = zone.toInstant(day, minutesOfClock(calendar.hours.from), calendar.timeZone);
  return [opens, Math.max(opens, zone.toInstant(day, minutesOfClock(calendar.hours.to), calendar.timeZone))];
}
