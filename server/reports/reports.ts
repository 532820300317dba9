/** The reports: the same figures for a screen, for the command line and for another program. */
import type { Context } from '../context.ts';
import type {
  Completeness,
  ComplaintsReport,
  Group,
  OverviewReport,
  ReportName,
  ReportQuery,
  SatisfactionReport,
} from '../contract/reports.ts';
import { complaintFigures } from './complaint-figures.ts';
import { completenessInReach } from './completeness-in-reach.ts';
import { openDatabase } from './database.ts';
import { Follower } from './follower.ts';
import { UNGROUPED } from './grouped.ts';
import { overview } from './overview.ts';
import { protectComplaints, protectSatisfaction } from './protect.ts';
import { Reference } from './reference.ts';
import type { Reader } from './reader.ts';
import { satisfactionFigures } from './satisfaction-figures.ts';
import { groupingOf, whereOf } from './where.ts';

export interface Reports {
  overview(query: ReportQuery, reader: Reader): Promise<OverviewReport>;
  complaints(query: ReportQuery, reader: Reader): Promise<ComplaintsReport>;
  satisfaction(query: ReportQuery, reader: Reader): Promise<SatisfactionReport>;
  completeness(reader: Reader): Promise<Completeness>;
  /** Unix milliseconds: what had reached the store by then is in the figures */
  asOf(): number;
  /** Grows whenever a figure may have changed. */
  version(): number;
  /** Told after new facts, and of which regions they are. @returns stop listening */
  onFigures(listener: (regions: ReadonlySet<string>) => void): () => void;
  /** Resolves when everything that is in the store at this moment is in the figures. */
  caughtUp(): Promise<void>;
  /** Makes all facts anew from the store. */
  rebuild(): Promise<void>;
  close(): Promise<void>;
}
export type AnyReport = OverviewReport | ComplaintsReport | SatisfactionReport | Completeness;

/** Opens the read model and lets it catch up in the background; figures say how old they are (`asOf`). */
export async function startReports(context: Context): Promise<Reports> {
  const { stores, config, log, now } = context;
  const database = await openDatabase(config.dataDir);
  const reference = await Reference.open(stores.registry, (err) =>
    log.warn({ err }, 'registry feed interrupted'),
  );
  const follower = await Follower.start(context, database, reference);
  const { reader: connection } = database;

  /** One level below the categories that were asked for; the widest without any. */
  const levelBelow = ({ category = [] }: ReportQuery): number =>
    1 + Math.max(0, ...category.map((code) => reference.levelOf(code) ?? 0));
  const grouping = (table: 'complaints' | 'responses', query: ReportQuery): string =>
    query.by === undefined ? UNGROUPED : groupingOf(table, query.by, levelBelow(query));
  const listed = <F>({ by }: ReportQuery, groups: readonly Group<F>[]): Group<F>[] =>
    by === undefined ? [] : groups.toSorted((a, b) => ((a.key ?? '￿') < (b.key ?? '￿') ? -1 : 1));

  return {
    async overview(query, reader) {
      const asOf = follower.asOf();
      const content = await overview(connection, query, reader, now());
      return {
        name: 'overview',
        query,
        asOf,
        ...content,
        completeness: await completenessInReach(context, reader.reach),
      };
    },
    async complaints(query, { reach, strictly }) {
      const asOf = follower.asOf();
      const where = whereOf('complaints', query, reach);
      const figures = await complaintFigures(connection, where, grouping('complaints', query), now());
      const { total, groups } = protectComplaints(figures, strictly);
      return { name: 'complaints', query, total, groups: listed(query, groups), asOf };
    },
    async satisfaction(query, { reach, strictly }) {
      const asOf = follower.asOf();
      const where = whereOf('responses', query, reach);
      const figures = await satisfactionFigures(connection, where, grouping('responses', query));
      const { total, groups } = protectSatisfaction(figures, strictly);
      return { name: 'satisfaction', query, total, groups: listed(query, groups), asOf };
    },
    completeness: ({ reach }) => completenessInReach(context, reach),
    asOf: () => follower.asOf(),
    version: () => follower.version,
    onFigures: (listener) => follower.onFacts(listener),
    caughtUp: () => follower.caughtUp(),
    rebuild: () => follower.rebuild(),
    async close() {
      await follower.close();
      await reference.close();
      database.close();
    },
  };
}

/** One report by its name. */
export function reportOf(
  reports: Reports,
  name: ReportName,
  query: ReportQuery,
  reader: Reader,
): Promise<AnyReport> {
  switch (name) {
    case 'overview':
      return reports.overview(query, reader);
    case 'complaints':
      return reports.complaints(query, reader);
    case 'satisfaction':
      return reports.satisfaction(query, reader);
    case 'completeness':
      return reports.completeness(reader);
  }
}
