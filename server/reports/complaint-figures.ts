/** Complaints in figures: counted by the read model, estimated by the domain's statistics. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { wilson } from '../../src/domain/statistics/wilson.ts';
import type { ComplaintFigures } from '../contract/reports.ts';
import { durationsOf, noDurations } from './durations.ts';
import type { Durations } from './durations.ts';
import type { Grouped } from './grouped.ts';
import { emptyGroups, groupFor } from './grouped.ts';
import type { Where } from './where.ts';

interface StepCounts {
  n: number;
  open: number;
  unknown: number;
}
interface Counts {
  received: number;
  open: number;
  overdue: number;
  rejected: number;
  timely: number;
  late: number;
  unknown: number;
  acknowledgement: StepCounts;
  closing: StepCounts;
}
const noCounts = (): Counts => ({
  received: 0,
  open: 0,
  overdue: 0,
  rejected: 0,
  timely: 0,
  late: 0,
  unknown: 0,
  acknowledgement: { n: 0, open: 0, unknown: 0 },
  closing: { n: 0, open: 0, unknown: 0 },
});

/** What ended without the step is as censored as what is open. */
const stepCounts = (step: string): string =>
  ["= 'done'", "IN ('open', 'ended')", "= 'unknown'"]
    .map((states) => `count(*) FILTER (${step}_state ${states})::DOUBLE`)
    .join(', ');

/**
 * Late: answered after its deadline, or not answered and the deadline is over. Neither: not due yet. A complaint whose
 * deadline nobody knows is unknown.
 */
const SQL = (where: string, grouping: string, now: string): string => `
  SELECT grouping(g)::INTEGER, g,
    count(*)::DOUBLE,
    count(*) FILTER (NOT closed)::DOUBLE,
    count(*) FILTER (NOT closed AND NOT decided AND overdue_from <= ${now})::DOUBLE,
    count(*) FILTER (rejected)::DOUBLE,
    count(*) FILTER (timely)::DOUBLE,
    count(*) FILTER (NOT timely OR (timely IS NULL AND NOT timely_unknown AND overdue_from <= ${now}))::DOUBLE,
    count(*) FILTER (timely IS NULL AND (timely_unknown OR overdue_from IS NULL))::DOUBLE,
    ${['ack', 'close'].map(stepCounts).join(', ')}
  FROM (SELECT *, ${grouping} AS g FROM complaints WHERE ${where})
  GROUP BY GROUPING SETS ((g), ())`;

/**
 * @param grouping an expression over the facts; `UNGROUPED`: no groups
 * @param now Unix milliseconds
 */
export async function complaintFigures(
  reader: DuckDBConnection,
  where: Where,
  grouping: string,
  now: number,
): Promise<Grouped<ComplaintFigures>> {
  const sql = SQL(where.sql, grouping, `$${where.values.length + 1}::BIGINT`);
  const counts = emptyGroups(noCounts);
  const rows = (await reader.runAndReadAll(sql, [...where.values, BigInt(Math.trunc(now))])).getRows();
  for (const [total, key, ...numbers] of rows) {
    const [received = 0, open = 0, overdue = 0, rejected = 0, timely = 0, late = 0, unknown = 0, ...ofSteps] =
      numbers.map(Number);
    const group: Counts = {
      received,
      open,
      overdue,
      rejected,
      timely,
      late,
      unknown,
      acknowledgement: stepOf(ofSteps.slice(0, 3)),
      closing: stepOf(ofSteps.slice(3)),
    };
    Object.assign(groupFor(counts, total, key), group);
  }
  const durations = await durationsOf(reader, where, grouping, now);
  return {
    total: figuresOf(counts.total, durations.total),
    groups: new Map(
      [...counts.groups].map(([key, group]) => [
        key,
        figuresOf(group, durations.groups.get(key) ?? noDurations),
      ]),
    ),
  };
}

const stepOf = ([n = 0, open = 0, unknown = 0]: readonly number[]): StepCounts => ({ n, open, unknown });

function figuresOf(counts: Counts, { acknowledgement, closing }: Durations): ComplaintFigures {
  const { received, open, overdue, rejected, timely, late, unknown } = counts;
  return {
    received,
    open,
    overdue,
    closed: received - open,
    rejected,
    timely: { ...wilson(timely, timely + late), unknown },
    toAcknowledge: { ...acknowledgement, ...counts.acknowledgement },
    toClose: { ...closing, ...counts.closing },
  };
}
