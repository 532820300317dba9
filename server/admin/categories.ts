/** The list of categories as an administrator writes it. */
import type { Category } from '../../src/domain/registry.ts';
import type { FieldProblem } from '../contract/problem.ts';

/** Codes are unique and a parent comes before its children, so that no list goes round in circles. */
export function categoryProblems(categories: readonly Category[]): FieldProblem[] {
  const before = new Set<string>();
  return categories.flatMap(({ code, parent }, at): FieldProblem[] => {
    const field = `categories.${at}`;
    const found: FieldProblem[] = [];
    if (before.has(code)) found.push({ field: `${field}.code`, rule: 'categoryTwice' });
    if (parent !== null && !before.has(parent))
      found.push({ field: `${field}.parent`, rule: 'unknownCategory' });
    before.add(code);
    return found;
  });
}

/** What is no longer in the list stays, retired: complaints have its code. */
export function keepRetired(before: readonly Category[], next: readonly Category[]): Category[] {
  const codes = new Set(next.map(({ code }) => code));
  return [
    ...next,
    ...before.filter(({ code }) => !codes.has(code)).map((one) => ({ ...one, retired: true })),
  ];
}
