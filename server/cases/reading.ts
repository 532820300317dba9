/** Reading what is in a store and from where to follow it, so that nothing falls between the two. */
import type { Change, Seq, Store } from '../store/store.ts';
import { every } from './paging.ts';

const BATCH = 2_000;

/** A document as it is, or that it is gone. */
export type Seen = Pick<Change, 'id' | 'deleted' | 'doc'>;

/**
 * Hands over every document whose id begins with one of these, '' being all; one that changes meanwhile comes again, as
 * it is then.
 *
 * @returns the position to follow from: of each document the last that was handed over is what it was there
 */
export async function readAll(
  store: Store,
  prefixes: readonly string[],
  take: (seen: Seen) => void,
): Promise<Seq> {
  const wanted = ({ id }: Change): boolean => prefixes.some((prefix) => id.startsWith(prefix));
  let since = await (store.copiesDiffer
    ? readByChanges(store, wanted, take)
    : readByRange(store, prefixes, take));
  for (;;) {
    const { changes, last } = await store.changes({ since, limit: BATCH, includeDocs: true });
    for (const change of changes) if (wanted(change)) take(change);
    if (changes.length < BATCH) return last;
    since = last;
  }
}

/** @returns a position after which is all that was not handed over as it is now */
async function readByRange(
  store: Store,
  prefixes: readonly string[],
  take: (seen: Seen) => void,
): Promise<Seq> {
  const { seq } = await store.info();
  for (const prefix of prefixes)
    for await (const doc of every(store, prefix)) take({ id: doc._id, deleted: false, doc });
  return seq;
}

/**
 * A range may be answered by a copy that lacks what its node missed while it was away (on three nodes, one just back:
 * 1,500 of 20,001 documents, for two seconds), and the position by another that has it. The position that changes end
 * with is that of the very copies which they were read from.
 *
 * @returns as `readByRange` does
 */
async function readByChanges(
  store: Store,
  wanted: (change: Change) => boolean,
  take: (seen: Seen) => void,
): Promise<Seq> {
  let since: Seq | null = null;
  for (;;) {
    const { changes, last } = await store.changes({ since, limit: BATCH });
    const ids = changes.filter((change) => !change.deleted && wanted(change)).map(({ id }) => id);
    for (const doc of await store.getMany(ids)) if (doc !== null) take({ id: doc._id, deleted: false, doc });
    if (changes.length < BATCH) return last;
    since = last;
  }
}
