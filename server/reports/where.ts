/** A question and its reader's reach as conditions of SQL. Values are always parameters. */
import type { DuckDBValue } from '@duckdb/node-api';
import type { RegionId } from '../../src/domain/ids.ts';
import type { ReportQuery } from '../contract/reports.ts';
import { LEVELS } from './database.ts';

/** The regions that a reader may see, or everything: whoever has the data directory. */
export type Reach = readonly RegionId[] | 'everything';

export interface Where {
  /** without `WHERE` */
  readonly sql: string;
  readonly values: readonly DuckDBValue[];
}

/** Every level of a path: what lies below a category counts too. */
const anyLevel = Array.from({ length: LEVELS }, (_, level) => `c${level + 1}`);

/**
 * @param table which has its own date, and not every column
 * @param first the number of the first parameter
 */
export function whereOf(
  table: 'complaints' | 'responses',
  query: ReportQuery,
  reach: Reach,
  first = 1,
): Where {
  const conditions: string[] = ['TRUE'];
  const values: DuckDBValue[] = [];
  const value = (one: DuckDBValue): string => {
    values.push(one);
    return `$${first + values.length - 1}`;
  };
  const oneOf = (columns: readonly string[], wanted: readonly string[] | undefined): void => {
    if (wanted === undefined) return;
    const list = wanted.map(value).join(', ');
    conditions.push(
      wanted.length === 0 ? 'FALSE' : `(${columns.map((column) => `${column} IN (${list})`).join(' OR ')})`,
    );
  };
  if (reach !== 'everything') oneOf(['region'], reach);
  oneOf(['region'], query.region);
  oneOf(['branch'], query.branch);
  oneOf(['channel'], query.channel);
  oneOf(['language'], query.language);
  if (table === 'complaints') oneOf(anyLevel, query.category);
  else oneOf(['survey', "regexp_replace(survey, ':[0-9]+$', '')"], query.survey);
  const date = table === 'complaints' ? 'received' : 'finished';
  if (query.from !== undefined) conditions.push(`${date} >= ${value(query.from)}::DATE`);
  if (query.to !== undefined) conditions.push(`${date} <= ${value(query.to)}::DATE`);
  return { sql: conditions.join(' AND '), values };
}

/** @param level for categories: the one to group by, 1 the widest */
export function groupingOf(
  table: 'complaints' | 'responses',
  by: NonNullable<ReportQuery['by']>,
  level: number,
): string {
  const date = table === 'complaints' ? 'received' : 'finished';
  switch (by) {
    case 'week':
      return `strftime(date_trunc('week', ${date}), '%Y-%m-%d')`;
    case 'month':
      return `strftime(${date}, '%Y-%m')`;
    case 'category':
      return `c${Math.min(level, LEVELS)}`;
    default:
      return by;
  }
}
