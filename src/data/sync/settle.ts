import type { ComplaintDoc } from '../../domain/complaint.ts';
import { unsyncedOf } from '../cases/long-case.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Mirror } from '../mirror/mirror.ts';

/**
 * How long a confirmed event may be absent from what we read before we take it that we may not read it (any more): as
 * long as another process of the server may need to hear of it. Milliseconds, by a clock that may have jumped meanwhile.
 */
const OUT_OF_SIGHT = 60_000;

/**
 * Own events that the mirror's complaints contain leave the outbox. So do those that the server took long ago and whose
 * complaint a complete pull has not brought: it is out of our scope, and not ours to keep.
 * @param pulled when a complete pull began, Unix milliseconds; null: only part of one was written
 * @returns how many items left
 */
export async function settle(outbox: Outbox, mirror: Mirror, pulled: number | null): Promise<number> {
  const events = outbox.events();
  if (events.length === 0) return 0;
  const ids = [...new Set(events.map(({ complaint }) => `complaint:${complaint}`))];
  const found = await mirror.store.many(ids);
  const docs = found.flatMap((doc) => (doc === null ? [] : [doc as unknown as ComplaintDoc]));
  const here = new Set<string>(docs.map(({ complaint }) => complaint));
  const lacked = new Set<string>();
  for (const doc of docs) {
    const own = events.filter(({ complaint }) => complaint === doc.complaint);
    for (const { _id } of await unsyncedOf(mirror.store, doc, own)) lacked.add(_id);
  }
  const leaving = events.filter(({ _id, complaint }) => {
    if (here.has(complaint)) return !lacked.has(_id);
    const confirmed = outbox.confirmedAt(_id);
    return pulled !== null && confirmed !== null && Math.abs(pulled - confirmed) > OUT_OF_SIGHT;
  });
  const gone = leaving.map(({ _id }) => _id);
  await outbox.remove(gone);
  return gone.length;
}
