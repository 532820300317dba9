/** Figures of a whole and of its groups, as `GROUPING SETS ((g), ())` gives them. */
import type { DuckDBValue } from '@duckdb/node-api';

export interface Grouped<F> {
  readonly total: F;
  /** null: not stated */
  readonly groups: ReadonlyMap<string | null, F>;
}
export interface MutableGroups<C> {
  readonly total: C;
  readonly groups: Map<string | null, C>;
  readonly make: () => C;
}

export const emptyGroups = <C>(make: () => C): MutableGroups<C> => ({
  total: make(),
  groups: new Map(),
  make,
});

export const asText = (value: DuckDBValue | undefined): string | null =>
  value === null || value === undefined ? null : String(value);

/** @param total what `grouping(g)` says: 1 is the row of the whole */
export function groupFor<C>(
  groups: MutableGroups<C>,
  total: DuckDBValue | undefined,
  key: DuckDBValue | undefined,
): C {
  if (Number(total) === 1) return groups.total;
  const code = asText(key);
  const found = groups.groups.get(code);
  if (found !== undefined) return found;
  const made = groups.make();
  groups.groups.set(code, made);
  return made;
}

/** No groups at all: one that is always the same, and left out. */
export const UNGROUPED = 'NULL::VARCHAR';
