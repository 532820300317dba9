/** One page of a list and the counts of all, by a look at every entry: 10,000 take 3 ms. */
import { isOverdue } from '../../domain/time/deadlines.ts';
import { instantOf, isDate } from '../../domain/time/moment.ts';
import type { Moment } from '../../domain/time/moment.ts';
import type { WorkingCalendar } from '../../domain/time/calendar.ts';
import type { RegionId } from '../../domain/ids.ts';
import type { ZoneClock } from '../../domain/time/zone.ts';
import type { CaseList, CaseRow, Filter, ListQuery } from '../api.ts';
import type { CaseEntry } from './case-entry.ts';
import type { SearchText } from './search.ts';
import { matcher } from './search.ts';

export interface ListContext {
  /** Unix milliseconds */
  readonly now: number;
  /** null: a kiosk */
  readonly person: string | null;
  readonly calendarOf: (region: RegionId) => WorkingCalendar | undefined;
  readonly zone: ZoneClock;
  /** events of a complaint that are only on this device */
  readonly unsynced: (id: string) => number;
  readonly text: (id: string) => SearchText;
}

/** `due` is what is late or has to be done within a week. */
const DUE_WITHIN = 7 * 86_400_000;

/** The earliest deadline first, then what came last; what has none after what has one. */
export const byDue = (a: CaseEntry, b: CaseEntry): number =>
  compare(a.next?.by ?? '~', b.next?.by ?? '~') || byReceived(a, b);
export const byReceived = (a: CaseEntry, b: CaseEntry): number =>
  compare(b.received, a.received) || compare(b.id, a.id);

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** @param entries in the order in which they are to be shown */
export function listCases(entries: readonly CaseEntry[], query: ListQuery, context: ListContext): CaseList {
  const overdue = overdueAt(context);
  const horizon = instantOf(context.now + DUE_WITHIN);
  const lastDay = horizon.slice(0, 10);
  const matches = query.search.trim() === '' ? null : matcher(query.search);
  const counts: Record<Filter, number> = { due: 0, mine: 0, branch: 0, overdue: 0, unsynced: 0, closed: 0 };
  const rows: CaseRow[] = [];
  let total = 0;
  for (const entry of entries) {
    if (query.branch !== undefined && entry.branch !== query.branch) continue;
    const { next, closed } = entry;
    const late = next !== null && overdue(next.by, entry.region);
    const unsynced = context.unsynced(entry.id);
    // Written out: this is done 10,000 times before the first list is there.
    const due = next !== null && (late || next.by <= (isDate(next.by) ? lastDay : horizon));
    const mine = !closed && context.person !== null && (entry.assignee ?? entry.recorder) === context.person;
    if (due) counts.due += 1;
    if (mine) counts.mine += 1;
    if (late) counts.overdue += 1;
    if (unsynced > 0) counts.unsynced += 1;
    if (closed) counts.closed += 1;
    else counts.branch += 1;
    if (!chosen(query.filter, due, mine, late, unsynced, closed)) continue;
    if (matches !== null && !matches(context.text(entry.id))) continue;
    if (total >= query.offset && rows.length < query.limit) rows.push(row(entry, late, unsynced));
    total += 1;
  }
  return { rows, total, counts };
}

function chosen(
  filter: Filter,
  due: boolean,
  mine: boolean,
  late: boolean,
  unsynced: number,
  closed: boolean,
): boolean {
  switch (filter) {
    case 'due':
      return due;
    case 'mine':
      return mine;
    case 'branch':
      return !closed;
    case 'overdue':
      return late;
    case 'unsynced':
      return unsynced > 0;
    case 'closed':
      return closed;
  }
}

function row(entry: CaseEntry, overdue: boolean, unsynced: number): CaseRow {
  const { next } = entry;
  return {
    id: entry.id,
    reference: entry.reference,
    text: entry.text,
    category: entry.category,
    wanted: entry.wanted,
    branch: entry.branch,
    recorder: entry.recorder,
    assignee: entry.assignee,
    severity: entry.severity,
    safety: entry.safety,
    step: entry.step,
    received: entry.received,
    due: next === null ? null : { ...next, overdue },
    closed: entry.closed,
    unsynced,
    contested: entry.contested,
  };
}

/** Instants are compared as text; dates, which need a place's calendar, once for each date and region. */
function overdueAt({ now, calendarOf, zone }: ListContext): (by: Moment, region: RegionId) => boolean {
  const instant = instantOf(now);
  const dates = new Map<string, boolean>();
  return (by, region) => {
    if (!isDate(by)) return by < instant;
    const key = `${by} ${region}`;
    let late = dates.get(key);
    if (late === undefined) {
      const calendar = calendarOf(region);
      late = calendar !== undefined && isOverdue(by, instant, calendar, zone);
      dates.set(key, late);
    }
    return late;
  };
}
