/** The trend by week: every week of the period, those without anything too. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { suppress } from '../../src/domain/statistics/suppression.ts';
import { weekdayOf } from '../../src/domain/time/calendar.ts';
import { addDays } from '../../src/domain/time/moment.ts';
import type { LocalDate } from '../../src/domain/time/moment.ts';
import type { OverviewReport, ReportQuery } from '../contract/reports.ts';
import { protectSatisfaction } from './protect.ts';
import { satisfactionFigures } from './satisfaction-figures.ts';
import { groupingOf, whereOf } from './where.ts';
import type { Reader } from './reader.ts';

type Week = OverviewReport['weeks'][number];
/** The latest ones: a trend of more is a report by month. */
const MOST = 260;

export const mondayOf = (date: LocalDate): LocalDate => addDays(date, 1 - weekdayOf(date));

/** @returns Mondays, ascending; at most the last 260 */
export function mondaysBetween(from: LocalDate, to: LocalDate): LocalDate[] {
  const mondays: LocalDate[] = [];
  for (
    let monday = mondayOf(to);
    monday >= mondayOf(from) && mondays.length < MOST;
    monday = addDays(monday, -7)
  ) {
    mondays.push(monday);
  }
  return mondays.reverse();
}

type Counts = ReadonlyMap<string, number>;

/** @param date the column that says in which week */
async function countByWeek(
  reader: DuckDBConnection,
  query: ReportQuery,
  reach: Reader['reach'],
  date: 'received' | 'closed_on',
): Promise<Counts> {
  const { from, to, ...rest } = query;
  const where = whereOf('complaints', rest, reach);
  const bounds = [
    ...(from === undefined ? [] : [`${date} >= $${where.values.length + 1}::DATE`]),
    ...(to === undefined ? [] : [`${date} <= $${where.values.length + (from === undefined ? 1 : 2)}::DATE`]),
  ];
  const sql = `SELECT strftime(date_trunc('week', ${date}), '%Y-%m-%d'), count(*)::DOUBLE FROM complaints
    WHERE ${[where.sql, `${date} IS NOT NULL`, ...bounds].join(' AND ')} GROUP BY 1`;
  const values = [...where.values, ...[from, to].flatMap((day) => day ?? [])];
  const rows = (await reader.runAndReadAll(sql, values)).getRows();
  return new Map(rows.map(([week, count]) => [String(week), Number(count)]));
}

/** Hides small weeks of a list of counts, and one more where that gives one away. */
function hideSmall(mondays: readonly LocalDate[], counts: Counts, strictly: boolean): (number | null)[] {
  const list = mondays.map((monday) => counts.get(monday) ?? 0);
  const { hidden } = suppress(strictly ? list : []);
  return list.map((count, at) => (hidden[at] === true ? null : count));
}

/** @param responses whether the question's filters have a meaning for responses */
export async function weeksOf(
  reader: DuckDBConnection,
  query: ReportQuery,
  { reach, strictly }: Reader,
  responses: boolean,
): Promise<Week[]> {
  const received = await countByWeek(reader, query, reach, 'received');
  const closed = await countByWeek(reader, query, reach, 'closed_on');
  const where = whereOf('responses', query, reach);
  const satisfaction = responses
    ? protectSatisfaction(
        await satisfactionFigures(reader, where, groupingOf('responses', 'week', 1)),
        strictly,
      ).groups
    : [];
  const known = [...received.keys(), ...satisfaction.flatMap(({ key }) => key ?? [])].sort() as LocalDate[];
  const from = (query.from as LocalDate | undefined) ?? known[0];
  const to = (query.to as LocalDate | undefined) ?? known.at(-1);
  if (from === undefined || to === undefined) return [];
  const mondays = mondaysBetween(from, to);
  const shownReceived = hideSmall(mondays, received, strictly);
  const shownClosed = hideSmall(mondays, closed, strictly);
  const byWeek = new Map(satisfaction.map(({ key, figures }) => [key, figures]));
  return mondays.map((week, at) => ({
    week,
    received: shownReceived[at] ?? null,
    closed: shownClosed[at] ?? null,
    satisfied: byWeek.get(week)?.satisfied ?? null,
    nps: byWeek.get(week)?.nps ?? null,
  }));
}
