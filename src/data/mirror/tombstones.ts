import type { NewDoc } from '../store/engine.ts';
import type { Store } from '../store/store.ts';

const NO_HASH = '0'.repeat(32);

/**
 * Deletions of what is there, each a child of the current revision that no server makes. Should the document come back,
 * its next revision is a sibling that lives, and a living leaf wins over a deleted one.
 */
export async function tombstones(store: Store, ids: readonly string[]): Promise<NewDoc[]> {
  const found = await store.many(ids);
  return found.flatMap((doc): NewDoc[] => {
    if (doc === null) return [];
    const [generation = '0', hash = ''] = doc._rev.split('-');
    const start = Number(generation) + 1;
    return [
      {
        _id: doc._id,
        _rev: `${start}-${NO_HASH}`,
        _deleted: true,
        _revisions: { start, ids: [NO_HASH, hash] },
      },
    ];
  });
}
