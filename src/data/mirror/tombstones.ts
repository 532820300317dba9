import type { PulledDoc } from '../../../server/contract/sync.ts';
import type { NewDoc } from '../store/engine.ts';
import type { Store } from '../store/store.ts';

/** Of those revisions that the server's ancestry no longer reaches, what is here is a branch of its own. */
export async function strays(store: Store, docs: readonly PulledDoc[]): Promise<NewDoc[]> {
  // It reaches the first one wherever there were no more revisions than are kept.
  const cut = docs.filter(({ _revisions: { start, ids } }) => start > ids.length);
  const found = await store.many(cut.map(({ _id }) => _id));
  const away = cut.filter(({ _revisions: { ids } }, at) => {
    const hash = found[at]?._rev.split('-')[1];
    return hash !== undefined && !ids.includes(hash);
  });
  return await tombstones(
    store,
    away.map(({ _id }) => _id),
  );
}

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
