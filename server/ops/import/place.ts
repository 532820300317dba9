/** Where a row belongs, and when it happened: what complaints and responses read alike. */
import type { BranchId, RegionId } from '../../../src/domain/ids.ts';
import { addDays, dateOfDay, isDate, msOf } from '../../../src/domain/time/moment.ts';
import type { Moment } from '../../../src/domain/time/moment.ts';
import type { DateRule } from './dates.ts';
import { parseDate } from './dates.ts';
import type { Mapping } from './mapping.ts';
import { refuseField } from './row.ts';
import type { Row, RowResult } from './row.ts';

export interface Place {
  readonly branch: BranchId;
  readonly region: RegionId;
}
export type Places = ReadonlyMap<string, Place>;

const MAX_EXTERNAL = 120;

export function externalOf(row: Row, column: string): RowResult<string> {
  const value = row(column);
  if (value === '') return refuseField(column, 'external.required', value);
  return value.length > MAX_EXTERNAL ? refuseField(column, 'external.tooLong', value) : { ok: true, value };
}

export function placeOf(row: Row, rule: Mapping['branch'], places: Places): RowResult<Place> {
  const value = row(rule.column);
  const branch = value === '' ? rule.empty : rule.values === undefined ? value : rule.values[value];
  if (branch === undefined)
    return refuseField(rule.column, value === '' ? 'branch.required' : 'branch.unknown', value);
  const place = places.get(branch);
  return place === undefined ? refuseField(rule.column, 'branch.unknown', value) : { ok: true, value: place };
}

/** @param now Unix milliseconds: what has not happened anywhere on earth yet is refused */
export function momentOf(row: Row, rule: DateRule, now: number): RowResult<Moment> {
  const value = row(rule.column);
  const date = parseDate(value, rule);
  if (!date.ok) return refuseField(rule.column, date.rule, value);
  const tomorrow = addDays(dateOfDay(Math.floor(now / 86_400_000)), 1);
  return date.value.slice(0, 10) > tomorrow ? refuseField(rule.column, 'date.future', value) : date;
}

/** Of a date, its UTC midnight: for ids only, never for a document. */
export const idTime = (moment: Moment): number => (isDate(moment) ? Date.parse(moment) : msOf(moment));
