/** Levels of nesting that what comes from outside may have: what any store or screen goes through within its stack. */
export const DEEPEST = 32;

/** Walks level by level, so that the depth itself can't exhaust the stack. */
export function isTooDeep(input: unknown): boolean {
  let level: unknown[] = [input];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) return true;
    level = level.flatMap((value): unknown[] =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    );
  }
  return false;
}
