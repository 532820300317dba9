/**
 * Taking out what was typed about complaints, for good: bodies of events, also of those that a manager has to decide
 * on, the party, the evidence and its bytes. Ids, order, hashes and signatures stay. The mark `erased:<complaint>`
 * stays too: with it admission takes no body any more, and a restore from a backup of before does this again. Done
 * again, or after it was cut short, it changes nothing, or the rest.
 */
import { partyDocId } from '../../src/domain/ids.ts';
import type { ComplaintId } from '../../src/domain/ids.ts';
import type { FoldContext } from '../../src/domain/fold/context.ts';
import type { NewDoc, Store, StoredDoc, Stores } from '../store/store.ts';
import { rematerialise } from './materialise.ts';
import { every } from './paging.ts';

export const ERASED = 'erased:';
export const erasedDocId = (id: ComplaintId): string => `${ERASED}${id}`;

/** @param ctx of the reference data in the same stores */
export async function erase(
  { data, blobs }: Stores,
  ctx: FoldContext,
  ids: readonly ComplaintId[],
): Promise<void> {
  const marks = await data.getMany(ids.map(erasedDocId));
  const unmarked = ids.filter((_, at) => marks[at] === null);
  await write(
    data,
    unmarked.map((complaint) => ({ _id: erasedDocId(complaint), type: 'erased', v: 1, complaint })),
  );
  // bytes first: afterwards nothing would say whose they were
  for (const hash of await onlyOf(data, ids)) await blobs.remove(hash);
  for (const id of ids) {
    const [party] = await data.getMany([partyDocId(id)]);
    const gone = [...(await all(data, `evidence:${id}:`)), ...(party ? [party] : [])];
    await write(data, [
      ...(await strippedOf(data, id)),
      ...gone.map(({ _id, _rev }) => ({ _id, _rev, _deleted: true })),
    ]);
    await rematerialise(data, { ...ctx, erased: true }, id);
  }
}

/** Bytes that are evidence of these complaints and of no other. */
async function onlyOf(data: Store, ids: readonly ComplaintId[]): Promise<Set<string>> {
  const mine = new Set<string>();
  for (const id of ids) for (const { hash } of await all(data, `evidence:${id}:`)) mine.add(String(hash));
  if (mine.size === 0) return mine;
  const of = new Set<string>(ids);
  for await (const { _id, hash } of every(data, 'evidence:'))
    if (!of.has(_id.split(':')[1] ?? '')) mine.delete(String(hash));
  return mine;
}

async function all(data: Store, prefix: string): Promise<StoredDoc[]> {
  const docs: StoredDoc[] = [];
  for await (const doc of every(data, prefix)) docs.push(doc);
  return docs;
}

/** What still has a body, without it. */
async function strippedOf(data: Store, id: ComplaintId): Promise<NewDoc[]> {
  const events = (await all(data, `event:${id}:`)).flatMap(({ body, ...event }) =>
    body === undefined ? [] : event,
  );
  const held = (await all(data, `quarantine:event:${id}:`)).flatMap((doc) => {
    const { body, ...item } = doc['item'] as Record<string, unknown>;
    return body === undefined ? [] : { ...doc, item };
  });
  return [...events, ...held];
}

/** Rejects when somebody else writes meanwhile: to be done again. */
async function write(data: Store, docs: readonly NewDoc[]): Promise<void> {
  if (docs.length === 0) return;
  const refused = (await data.write(docs)).find(({ error }) => error !== undefined);
  if (refused !== undefined) throw new Error(`${refused.id}: ${refused.error}`);
}
