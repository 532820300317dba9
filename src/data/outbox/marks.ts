/** What the server said of items that are still in the outbox. Codes only: `_local` documents are not encrypted. */
export interface Held {
  /** a stable code */
  readonly reason: string;
  readonly field?: string;
  readonly rule?: string;
  /** Unix milliseconds */
  readonly at: number;
}
export interface Marks {
  /** refused or quarantined, by document id */
  readonly held: Readonly<Record<string, Held>>;
  /** taken by the server, when (Unix milliseconds), but not in the mirror yet */
  readonly confirmed: Readonly<Record<string, number>>;
}
export const noMarks: Marks = { held: {}, confirmed: {} };

export type Verdict =
  /** `forGood`: it will not come back in a complaint's log */
  | { readonly id: string; readonly kind: 'confirmed'; readonly forGood?: true }
  /** of a complaint that was erased: it goes up once more, without what was typed */
  | { readonly id: string; readonly kind: 'erased' }
  | {
      readonly id: string;
      readonly kind: 'held';
      readonly reason: string;
      readonly field?: string;
      readonly rule?: string;
    };

const without = <T>(record: Readonly<Record<string, T>>, ids: ReadonlySet<string>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([id]) => !ids.has(id)));

/** The latest verdict on an item is the one that counts. */
export function withVerdicts(marks: Marks, verdicts: readonly Verdict[], now: number): Marks {
  const ids = new Set(verdicts.map(({ id }) => id));
  const held: Record<string, Held> = without(marks.held, ids);
  const confirmed: Record<string, number> = without(marks.confirmed, ids);
  for (const verdict of verdicts) {
    if (verdict.kind === 'confirmed') confirmed[verdict.id] = marks.confirmed[verdict.id] ?? now;
    else if (verdict.kind === 'held') {
      const { reason, field, rule } = verdict;
      held[verdict.id] = {
        reason,
        ...(field === undefined ? {} : { field }),
        ...(rule === undefined ? {} : { rule }),
        at: now,
      };
    }
  }
  return { held, confirmed };
}

export function withoutItems(marks: Marks, ids: readonly string[]): Marks {
  const gone = new Set(ids);
  return { held: without(marks.held, gone), confirmed: without(marks.confirmed, gone) };
}
