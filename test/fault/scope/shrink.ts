/** The smallest world that still shows what is wrong: parts of it are left out for as long as it does. */
export async function shrink<T>(
  all: readonly T[],
  fails: (some: readonly T[]) => Promise<boolean>,
  tries = 40,
): Promise<readonly T[]> {
  let left = all;
  let tried = 0;
  for (let size = Math.ceil(left.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let at = 0; at < left.length && tried < tries;) {
      const without = [...left.slice(0, at), ...left.slice(at + size)];
      tried += 1;
      if (without.length < left.length && (await fails(without))) left = without;
      else at += size;
    }
  }
  return left;
}
