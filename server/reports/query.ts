/** A report's question, as an address or a command line asks it. */
import * as v from 'valibot';
import { localDate } from '../../src/domain/time/moment.ts';
import { dimensions } from '../contract/reports.ts';
import type { Dimension, ReportName, ReportQuery } from '../contract/reports.ts';

/** Repeated, or separated by commas; no code of ours has one. */
const several = v.optional(
  v.pipe(
    v.union([v.string(), v.array(v.string())]),
    v.transform((given) =>
      [given].flat().flatMap((one) => one.split(',').flatMap((part) => part.trim() || [])),
    ),
    v.array(v.pipe(v.string(), v.maxLength(120, 'tooLong'))),
    v.maxLength(200, 'tooMany'),
  ),
);
const day = v.optional(
  v.pipe(
    v.string(),
    v.check((text) => v.is(localDate, text), 'moment.date'),
  ),
);

export const reportQuery = v.pipe(
  v.strictObject({
    from: day,
    to: day,
    region: several,
    branch: several,
    category: several,
    channel: several,
    language: several,
    survey: several,
    by: v.optional(v.picklist(dimensions, 'choice')),
  }),
  v.forward(
    v.check(({ from, to }) => from === undefined || to === undefined || from <= to, 'dates.order'),
    ['to'],
  ),
  v.transform((query): ReportQuery => {
    const given = Object.entries(query).filter(([, value]) => value !== undefined && value.length > 0);
    return Object.fromEntries(given);
  }),
);

/** What a report can't be grouped by, since its facts don't have it. */
const without: Partial<Record<ReportName, readonly Dimension[]>> = {
  complaints: ['survey'],
  satisfaction: ['category', 'severity'],
};
/** What can't narrow it. */
const unfiltered: Partial<Record<ReportName, readonly (keyof ReportQuery)[]>> = {
  complaints: ['survey'],
  satisfaction: ['category'],
  overview: ['by'],
  completeness: ['from', 'to', 'region', 'branch', 'category', 'channel', 'language', 'survey', 'by'],
};

/** @returns the fields of a question that have no meaning for this report */
export function meaningless(name: ReportName, query: ReportQuery): readonly (keyof ReportQuery)[] {
  const fields = (unfiltered[name] ?? []).filter((field) => query[field] !== undefined);
  return query.by !== undefined && without[name]?.includes(query.by) ? [...fields, 'by'] : fields;
}
