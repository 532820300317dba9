import type { Store } from '../store/store.ts';

/** Documents a write. Larger batches are no faster and keep a phone's worker from answering. */
const PAGE = 250;

/** Copies the live documents, their current revisions without ancestry, and no `_local` ones. */
export async function copyStore(from: Store, to: Store): Promise<void> {
  let since = 0;
  for (;;) {
    const { results, last_seq } = await from.changes(since, PAGE);
    const docs = results.flatMap(({ doc, deleted }) =>
      doc === undefined || deleted === true ? [] : [{ ...doc }],
    );
    if (docs.length > 0) await to.mirror(docs);
    if (results.length < PAGE) return;
    since = last_seq;
  }
}
