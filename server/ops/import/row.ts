/** A record by its columns, and what is wrong with it. */

/** Why a row was not imported; texts of the rules are for the operator's terminal. */
export interface Refusal {
  /** the line of the file on which the row begins, from 1 */
  readonly line: number;
  /** the column; null: the row as a whole */
  readonly field: string | null;
  /** stable: `row.quote`, `date.impossible`, `branch.unknown` … */
  readonly rule: string;
  /** the value, shortened */
  readonly value: string;
}

/** What reading a row gives: a value, or the column at fault and the rule that it breaks. */
export type RowResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly field: string; readonly rule: string; readonly value: string };

export const refuseField = (field: string, rule: string, value: string) =>
  ({ ok: false, field, rule, value }) as const;

const SHOWN = 80;
/** A value as a report shows it: at most 80 characters, without line breaks. */
export const shortened = (value: string): string => {
  const flat = value.slice(0, SHOWN + 1).replaceAll(/\s+/g, ' ');
  return flat.length > SHOWN ? `${flat.slice(0, SHOWN)}…` : flat;
};

/** Reads the value of a column, trimmed; a column that the file lacks was refused with the header. */
export type Row = (column: string) => string;

/** Where the columns are. @returns the needed ones that the header lacks, or has twice */
export function headerOf(
  names: readonly string[],
  needed: readonly string[],
):
  | { readonly ok: true; rowOf(fields: readonly string[]): Row }
  | { readonly ok: false; missing: string[]; twice: string[] } {
  const trimmed = names.map((name) => name.trim());
  const missing = needed.filter((name) => !trimmed.includes(name));
  const twice = needed.filter((name) => trimmed.indexOf(name) !== trimmed.lastIndexOf(name));
  if (missing.length > 0 || twice.length > 0) return { ok: false, missing, twice };
  const positions = new Map(trimmed.map((name, at) => [name, at]));
  return {
    ok: true,
    rowOf: (fields) => (column) => (fields[positions.get(column) ?? -1] ?? '').trim(),
  };
}
