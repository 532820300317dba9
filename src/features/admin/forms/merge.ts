/** Two administrators changed one thing: what each of them meant is kept, field by field. */
import { canonicalText } from '../../../domain/canonical.ts';

export interface Merged<T> {
  /** mine where I changed something, theirs elsewhere */
  readonly values: T;
  /** changed by them alone: now as they have it */
  readonly taken: readonly (keyof T & string)[];
  /** changed by both, and not alike: still as I have it */
  readonly contested: readonly (keyof T & string)[];
}

export function same(one: unknown, other: unknown): boolean {
  return canonicalText(one) === canonicalText(other);
}

/** @returns the fields in which two differ */
export function changedFields<T extends object>(before: T, after: T): (keyof T & string)[] {
  return (Object.keys(after) as (keyof T & string)[]).filter((field) => !same(before[field], after[field]));
}

/**
 * @param base what I began from
 * @param mine as I have it now
 * @param theirs as it is stored now
 */
export function merge<T extends object>(base: T, mine: T, theirs: T): Merged<T> {
  const changedByMe = new Set(changedFields(base, mine));
  const changedByThem = changedFields(base, theirs);
  const taken = changedByThem.filter((field) => !changedByMe.has(field));
  const contested = changedByThem.filter(
    (field) => changedByMe.has(field) && !same(mine[field], theirs[field]),
  );
  return { values: { ...theirs, ...pick(mine, changedByMe) }, taken, contested };
}

function pick<T extends object>(from: T, fields: ReadonlySet<keyof T & string>): Partial<T> {
  return Object.fromEntries(
    Object.entries(from).filter(([field]) => fields.has(field as keyof T & string)),
  ) as Partial<T>;
}
