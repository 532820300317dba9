/** Levels of nesting that what comes from outside may have: what any store or screen goes through within its stack. */
export const DEEPEST = 32;

/** Goes no deeper than that itself, so that the depth can't exhaust the stack. */
export const isTooDeep = (input: unknown): boolean => reachesBelow(input, DEEPEST);

function reachesBelow(value: unknown, levels: number): boolean {
  if (levels < 0) return true;
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some((part) => reachesBelow(part, levels - 1));
}
