/** The manager's first page: what came, what is open, how satisfied people are, where it differs, what changed. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { outsideLimits } from '../../src/domain/statistics/binomial.ts';
import { addDays, dayNumber } from '../../src/domain/time/moment.ts';
import type { LocalDate } from '../../src/domain/time/moment.ts';
import type {
  ComplaintFigures,
  OverviewReport,
  ReportQuery,
  SatisfactionFigures,
} from '../contract/reports.ts';
import { complaintFigures } from './complaint-figures.ts';
import { UNGROUPED } from './grouped.ts';
import { protectComplaints, protectSatisfaction } from './protect.ts';
import type { Protected } from './protect.ts';
import type { Reader } from './reader.ts';
import { reachesBack } from './reaches-back.ts';
import { satisfactionFigures } from './satisfaction-figures.ts';
import { weeksOf } from './weeks.ts';
import { whereOf } from './where.ts';

type Content = Omit<OverviewReport, 'name' | 'query' | 'asOf' | 'completeness'>;

interface Both {
  readonly complaints: Protected<ComplaintFigures>;
  readonly satisfaction: Protected<SatisfactionFigures> | null;
}

/** A category is of complaints only, and a complaint's channel is no response's. */
const meansResponses = ({ category, channel }: ReportQuery): boolean =>
  category === undefined && channel === undefined;

async function both(
  reader: DuckDBConnection,
  query: ReportQuery,
  { reach, strictly }: Reader,
  grouping: string,
  now: number,
): Promise<Both> {
  const complaints = await complaintFigures(reader, whereOf('complaints', query, reach), grouping, now);
  const satisfaction = meansResponses(query)
    ? await satisfactionFigures(reader, whereOf('responses', query, reach), grouping)
    : null;
  return {
    complaints: protectComplaints(complaints, strictly),
    satisfaction: satisfaction === null ? null : protectSatisfaction(satisfaction, strictly),
  };
}

/** The same number of days just before; null without both ends. */
export function periodBefore({ from, to, ...rest }: ReportQuery): ReportQuery | null {
  if (from === undefined || to === undefined) return null;
  const [first, last] = [from as LocalDate, to as LocalDate];
  const days = dayNumber(last) - dayNumber(first) + 1;
  return { ...rest, from: addDays(first, -days), to: addDays(first, -1) };
}

function outside(
  branch: SatisfactionFigures | null,
  all: SatisfactionFigures | null,
): 'above' | 'below' | null {
  const target = all?.satisfied.value ?? null;
  if (branch === null || target === null || branch.satisfied.value === null) return null;
  const { value, n } = branch.satisfied;
  return outsideLimits(Math.round(value * n), n, target);
}

function branchesOf({ complaints, satisfaction }: Both): Content['branches'] {
  const complaintsBy = new Map(complaints.groups.map(({ key, figures }) => [key, figures]));
  const satisfactionBy = new Map(satisfaction?.groups.map(({ key, figures }) => [key, figures]));
  const codes = [...new Set([...complaintsBy.keys(), ...satisfactionBy.keys()])].flatMap(
    (code) => code ?? [],
  );
  return codes.sort().map((branch) => ({
    branch,
    complaints: complaintsBy.get(branch) ?? null,
    satisfaction: satisfactionBy.get(branch) ?? null,
    outside: outside(satisfactionBy.get(branch) ?? null, satisfaction?.total ?? null),
  }));
}

/** @param now Unix milliseconds */
export async function overview(
  connection: DuckDBConnection,
  query: ReportQuery,
  reader: Reader,
  now: number,
): Promise<Content> {
  const here = await both(connection, query, reader, 'branch', now);
  const earlier = periodBefore(query);
  const before = earlier === null ? null : await both(connection, earlier, reader, UNGROUPED, now);
  const reaches = (table: 'complaints' | 'responses'): Promise<boolean> =>
    reachesBack(connection, table, earlier?.from ?? '', reader.reach);
  return {
    complaints: here.complaints.total,
    satisfaction: here.satisfaction?.total ?? null,
    before: before && {
      complaints: before.complaints.total,
      satisfaction: before.satisfaction?.total ?? null,
      whole: { complaints: await reaches('complaints'), satisfaction: await reaches('responses') },
    },
    weeks: await weeksOf(connection, query, reader, meansResponses(query)),
    branches: branchesOf(here),
  };
}
