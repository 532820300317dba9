/**
 * By when a complaint is to be acknowledged and answered.
 *
 * How days are counted: the day of receipt is day 0, whatever the hour and whether or not it is a working day; the first
 * day that counts is the one after it. A deadline in days ends with its day, for working days with its working hours.
 * What was received at a mere date has mere dates as deadlines: it is late once that date has passed, and where hours
 * are granted the date is the one that holds however late in the day it came.
 */
import * as v from 'valibot';
import { localizedText } from '../registry.ts';
import { type Severity, severity } from '../severity.ts';
import { type WorkingCalendar, addWorkingDays, addWorkingMinutes, minutesOfClock } from './calendar.ts';
import {
  type Instant,
  type LocalDate,
  type Moment,
  addDays,
  compareMoments,
  dateAt,
  instantOf,
  isDate,
  localDate,
  msOf,
} from './moment.ts';
import type { ZoneClock } from './zone.ts';

export const deadlineRule = v.looseObject({
  within: v.pipe(
    v.number(),
    v.integer('policy.within'),
    v.minValue(0, 'policy.within'),
    v.maxValue(9999, 'policy.within'),
  ),
  unit: v.picklist(['workingDays', 'businessHours', 'calendarDays', 'hours'], 'policy.unit'),
});
export type DeadlineRule = v.InferOutput<typeof deadlineRule>;

/** A rule, and others for those severities that have their own. What is not assessed yet has the standard one. */
const ruleBySeverity = v.looseObject({
  standard: deadlineRule,
  bySeverity: v.optional(v.record(severity, v.optional(deadlineRule))),
});

/** A profile of deadlines; a version is never changed, since complaints name the one under which they were received. */
export const deadlinePolicy = v.looseObject({
  id: v.pipe(v.string(), v.regex(/^[A-Za-z0-9._-]{1,60}$/, 'policy.id')),
  version: v.pipe(v.number(), v.integer('policy.version'), v.minValue(1, 'policy.version')),
  /** what an organisation calls its own profile; those that ship have none, their name is a translation under their id */
  name: v.optional(localizedText),
  /** the first day on which it may be used */
  from: v.optional(localDate),
  acknowledge: ruleBySeverity,
  respond: ruleBySeverity,
});
export type DeadlinePolicy = v.InferOutput<typeof deadlinePolicy>;

export interface Deadlines {
  readonly acknowledgeBy: Moment | null;
  readonly respondBy: Moment | null;
}

export interface DeadlineQuestion {
  readonly received: Moment;
  /** null before the assessment */
  readonly severity: Severity | null;
  readonly policy: DeadlinePolicy;
  readonly calendar: WorkingCalendar;
  readonly zone: ZoneClock;
}

/** Both deadlines, dates for a date and instants for an instant; null when this machine doesn't know the calendar's zone. */
export function deadlines({
  received,
  severity: level,
  policy,
  calendar,
  zone,
}: DeadlineQuestion): Deadlines {
  const by = (rules: DeadlinePolicy['respond']): Moment | null => {
    const rule = (level === null ? undefined : rules.bySeverity?.[level]) ?? rules.standard;
    if (isDate(received)) return dateDeadline(received, rule, calendar);
    return zone.knows(calendar.timeZone) ? instantDeadline(received, rule, calendar, zone) : null;
  };
  return { acknowledgeBy: by(policy.acknowledge), respondBy: by(policy.respond) };
}

/** Whether a deadline has passed while nothing was done. No deadline is never overdue. */
export function isOverdue(
  deadline: Moment | null,
  now: Instant,
  calendar: WorkingCalendar,
  zone: ZoneClock,
): boolean {
  if (deadline === null) return false;
  const order = compareMoments(deadline, now, { zone, timeZone: calendar.timeZone });
  return order !== null && order < 0;
}

/**
 * Whether something was done by its deadline. Done at some hour of the very date is on time; done on the date on which
 * a deadline's hour falls can't be told.
 *
 * @returns null when it is unknown, which is to be left out of a share and counted beside it
 */
export function onTime(
  deadline: Moment | null,
  done: Moment | null,
  calendar: WorkingCalendar,
  zone: ZoneClock,
): boolean | null {
  if (deadline === null || done === null) return null;
  const place = { zone, timeZone: calendar.timeZone };
  if (isDate(deadline)) {
    const date = dateAt(done, place);
    return date === null ? null : date <= deadline;
  }
  const order = compareMoments(done, deadline, place);
  return order === null ? null : order <= 0;
}

function dateDeadline(received: LocalDate, rule: DeadlineRule, calendar: WorkingCalendar): LocalDate {
  const { from, to } = calendar.hours;
  switch (rule.unit) {
    case 'workingDays':
      return addWorkingDays(calendar, received, rule.within);
    case 'calendarDays':
      return addDays(received, rule.within);
    case 'businessHours':
      return addWorkingDays(
        calendar,
        received,
        Math.ceil((rule.within * 60) / (minutesOfClock(to) - minutesOfClock(from))),
      );
    case 'hours':
      return addDays(received, Math.ceil(rule.within / 24));
  }
}

function instantDeadline(
  received: Instant,
  rule: DeadlineRule,
  calendar: WorkingCalendar,
  zone: ZoneClock,
): Instant {
  const { date } = zone.toLocal(msOf(received), calendar.timeZone);
  switch (rule.unit) {
    case 'workingDays':
      return endOf(
        addWorkingDays(calendar, date, rule.within),
        minutesOfClock(calendar.hours.to),
        calendar,
        zone,
      );
    case 'calendarDays':
      return endOf(addDays(date, rule.within), 1440, calendar, zone);
    case 'businessHours':
      return instantOf(addWorkingMinutes(calendar, zone, msOf(received), rule.within * 60));
    case 'hours':
      return instantOf(msOf(received) + rule.within * 3_600_000);
  }
}

/** The end of a day is its last millisecond, so that it still bears its date. */
function endOf(day: LocalDate, minutes: number, { timeZone }: WorkingCalendar, zone: ZoneClock): Instant {
  return instantOf(zone.toInstant(day, minutes, timeZone) - (minutes === 1440 ? 1 : 0));
}
