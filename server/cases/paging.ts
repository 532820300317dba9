/** Reading a long range without holding all of it. */
import type { Store, StoredDoc } from '../store/store.ts';

const PAGE = 2_000;
/** Sorts after every id of ours that begins alike. */
const END = '\uffff';

/** Every document whose id begins with `prefix`, in the order of ids; '' is all. */
export async function* every(store: Store, prefix: string): AsyncGenerator<StoredDoc> {
  let from = prefix;
  for (;;) {
    const page = await store.range({ from, to: `${prefix}${END}`, limit: PAGE, includeDocs: true });
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    from = `${last._id}\u0000`;
  }
}
