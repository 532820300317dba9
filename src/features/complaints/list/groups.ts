/** A list in stretches: what is late, due today, due this week, due later, and what no deadline is set for. */
import type { CaseRow } from '../../../data/api.ts';
import { nearness } from '../due.ts';

export const groupIds = ['late', 'today', 'week', 'later', 'none'] as const;
export type GroupId = (typeof groupIds)[number];

export interface RowGroup {
  readonly id: GroupId;
  readonly rows: readonly CaseRow[];
}

/** Keeps the order of the rows within each; leaves out what is empty. @param now Unix milliseconds */
export function groupRows(
  rows: readonly CaseRow[],
  now: number,
  zoneOf: (branch: string) => string | undefined,
): RowGroup[] {
  const groups = new Map<GroupId, CaseRow[]>(groupIds.map((id) => [id, []]));
  for (const row of rows) {
    const id = row.due === null ? 'none' : nearness(row.due.by, now, zoneOf(row.branch)).kind;
    groups.get(id)?.push(row);
  }
  return [...groups].flatMap(([id, of]) => (of.length === 0 ? [] : [{ id, rows: of }]));
}
