/**
 * Entries as they are kept on disk. Lists of values instead of records with names, and what many share (a branch, a
 * category, a step) written once and named by number: half the text to read, and a third of the strings to make.
 */
import type { CaseEntry } from './case-entry.ts';

/** Each field has its place in a row. */
type Row = readonly [
  id: string,
  reference: string,
  text: string,
  received: CaseEntry['received'],
  by: NonNullable<CaseEntry['next']>['by'] | null,
  closedOn: CaseEntry['closedOn'],
  shared: number,
];
/** What an entry has in common with others, often with hundreds. */
type Shared = Omit<CaseEntry, 'id' | 'reference' | 'text' | 'received' | 'next' | 'closedOn'> & {
  readonly what: NonNullable<CaseEntry['next']>['what'] | null;
};
export interface PackedEntries {
  readonly shared: readonly Shared[];
  readonly rows: readonly Row[];
}

export function packEntries(entries: readonly CaseEntry[]): PackedEntries {
  const shared: Shared[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (one: Shared): number => {
    const key = JSON.stringify(one);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, shared.length);
    shared.push(one);
    return shared.length - 1;
  };
  const rows = entries.map(({ id, reference, text, received, next, closedOn, ...rest }): Row => {
    const number = numberOf({ ...rest, what: next?.what ?? null });
    return [id, reference, text, received, next?.by ?? null, closedOn, number];
  });
  return { shared, rows };
}

export function unpackEntries({ shared, rows }: PackedEntries): CaseEntry[] {
  const entries: CaseEntry[] = [];
  for (const [id, reference, text, received, by, closedOn, number] of rows) {
    const common = shared[number];
    if (common === undefined) continue;
    const { what } = common;
    // Written out, so that all entries have one shape in memory.
    entries.push({
      id,
      reference,
      text,
      category: common.category,
      wanted: common.wanted,
      branch: common.branch,
      region: common.region,
      recorder: common.recorder,
      assignee: common.assignee,
      severity: common.severity,
      safety: common.safety,
      step: common.step,
      received,
      next: what === null || by === null ? null : { what, by },
      closed: common.closed,
      closedOn,
      contested: common.contested,
    });
  }
  return entries;
}
