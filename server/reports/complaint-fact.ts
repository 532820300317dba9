/** What reports keep of a complaint: codes, dates of its region's calendar, hours. Pure. */
import type { ComplaintDoc } from '../../src/domain/complaint.ts';
import { isDate, isInstant, addDays, dateAt, differenceBetween, msOf } from '../../src/domain/time/moment.ts';
import type { LocalDate, Moment, Place } from '../../src/domain/time/moment.ts';
import { onTime } from '../../src/domain/time/deadlines.ts';
import type { WorkingCalendar } from '../../src/domain/time/calendar.ts';
import type { ZoneClock } from '../../src/domain/time/zone.ts';
import { LEVELS } from './database.ts';

/**
 * How far a step has come: `done` after so many hours, still `open`, `ended` without it after so many hours (closed and
 * never acknowledged), or `unknown`.
 */
export type StepState = 'done' | 'open' | 'ended' | 'unknown';

/** In the order of the table's columns. */
export interface ComplaintFact {
  readonly id: string;
  readonly region: string;
  readonly branch: string;
  readonly categories: readonly (string | null)[];
  readonly channel: string;
  readonly language: string | null;
  readonly severity: string | null;
  readonly received: LocalDate;
  /** Unix milliseconds; of a mere date its first moment in its region, for telling how long it has been open */
  readonly receivedMs: number;
  readonly receivedIsDate: boolean;
  readonly closed: boolean;
  readonly closedOn: LocalDate | null;
  readonly decided: boolean;
  readonly rejected: boolean;
  /** whether it was answered in time; null: not yet, or unknown */
  readonly timely: boolean | null;
  readonly timelyUnknown: boolean;
  /** Unix milliseconds from which on it is overdue unless it was answered; null: no deadline is known */
  readonly overdueFrom: number | null;
  readonly acknowledgement: { readonly state: StepState; readonly hours: number | null };
  readonly closing: { readonly state: StepState; readonly hours: number | null };
}

/** Stands in for a region that is not in the registry: its dates are those of UTC. */
const nowhere: Pick<WorkingCalendar, 'timeZone'> = { timeZone: 'UTC' };

export function complaintFact(
  doc: ComplaintDoc,
  calendar: WorkingCalendar | undefined,
  zone: ZoneClock,
): ComplaintFact {
  const { timeZone } = calendar !== undefined && zone.knows(calendar.timeZone) ? calendar : nowhere;
  const place: Place = { zone, timeZone };
  const received = dateIn(doc.received, place);
  const closedMoment = doc.closed?.on ?? null;
  const answered = doc.decided ?? closedMoment;
  const timely =
    timelyInSource(doc) ??
    (doc.backdated || calendar === undefined ? null : onTime(doc.respondBy, answered, calendar, zone));
  return {
    id: doc.complaint,
    region: doc.region,
    branch: doc.branch,
    categories: Array.from({ length: LEVELS }, (_, level) => doc.category[level] ?? null),
    channel: doc.channel,
    language: doc.language,
    severity: doc.severity,
    received,
    receivedMs: isInstant(doc.received) ? msOf(doc.received) : zone.toInstant(received, 0, timeZone),
    receivedIsDate: isDate(doc.received),
    closed: doc.closed !== null,
    closedOn: closedMoment === null ? null : dateIn(closedMoment, place),
    decided: doc.decided !== null,
    rejected: doc.accepted === false,
    timely,
    timelyUnknown: timely === null && (doc.backdated || answered !== null || doc.closed !== null),
    overdueFrom: overdueFrom(doc.respondBy, place),
    acknowledgement: acknowledgement(doc, place),
    closing: closing(doc, place),
  };
}

const dateIn = (moment: Moment, place: Place): LocalDate =>
  dateAt(moment, place) ?? (moment.slice(0, 10) as LocalDate);

/** What the source of an import says of the deadline, of a closed complaint or of one that is still open there. */
function timelyInSource({ closed, log, earlier }: ComplaintDoc): boolean | null {
  const closing = closed?.timely ?? null;
  if (closing !== null) return closing;
  const said = log.findLast(
    ({ event }) => event.admitted?.role === 'source' && typeof event.data['timely'] === 'boolean',
  );
  return said === undefined ? (earlier?.timely ?? null) : said.event.data['timely'] === true;
}

/** The first moment after the deadline: the day after a mere date begins in the region. */
function overdueFrom(deadline: Moment | null, { zone, timeZone }: Place): number | null {
  if (deadline === null) return null;
  return isInstant(deadline) ? msOf(deadline) + 1 : zone.toInstant(addDays(deadline, 1), 0, timeZone);
}

/** Elapsed time; whole days where one of the two is a mere date. @returns null when it can't be told, or runs backwards */
function hoursBetween(from: Moment, to: Moment, place: Place): number | null {
  const difference = differenceBetween(from, to, place);
  if (difference === null) return null;
  // To the minute: finer than anybody acts, and equal durations are counted together.
  const hours = difference.unit === 'days' ? difference.days * 24 : Math.round(difference.ms / 60_000) / 60;
  return hours < 0 ? null : hours;
}

const step = (state: 'done' | 'ended', hours: number | null) =>
  hours === null ? ({ state: 'unknown', hours } as const) : { state, hours };

function acknowledgement(doc: ComplaintDoc, place: Place): ComplaintFact['acknowledgement'] {
  const { received, acknowledged, closed } = doc;
  if (acknowledged !== null) return step('done', hoursBetween(received, acknowledged, place));
  if (closed === null) return { state: 'open', hours: null };
  return step('ended', closed.on === null ? null : hoursBetween(received, closed.on, place));
}

function closing({ received, closed }: ComplaintDoc, place: Place): ComplaintFact['closing'] {
  if (closed === null) return { state: 'open', hours: null };
  return step('done', closed.on === null ? null : hoursBetween(received, closed.on, place));
}
