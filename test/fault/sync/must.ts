/** @throws when it is not there */
export function must<T>(value: T | null | undefined, what = 'something that must be there'): T {
  if (value === null || value === undefined) throw new Error(`${what} is missing`);
  return value;
}
