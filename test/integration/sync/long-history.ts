/** Long complaints in a store: how they come about, and what is then to be in it. */
import { expect } from 'vitest';
import type { Cases } from '../../../server/cases/cases.ts';
import { every } from '../../../server/cases/paging.ts';
import { readEvents } from '../../../server/cases/whole.ts';
import type { Stores, StoredDoc } from '../../../server/store/store.ts';
import { admitBatch } from '../../../server/sync/admit.ts';
import type { ComplaintEvent } from '../../../src/domain/events/event.ts';
import { foldLong } from '../../../src/domain/fold/long.ts';
import { eventUuidOf } from '../../../src/domain/ids.ts';
import type { ComplaintId } from '../../../src/domain/ids.ts';
import type { Person, World } from './world.ts';

/** A receipt, notes and now and then details of the party, each after the one before. */
export async function history(who: Person, id: ComplaintId, count: number): Promise<ComplaintEvent[]> {
  const events = [await who.device.received(id)];
  for (let n = 1; n < count; n += 1) {
    const after = [eventUuidOf(events.at(-1)?._id ?? '')];
    const draft =
      n % 20 === 3
        ? ({ kind: 'partyChanged', data: { relation: 'customer' }, body: { name: `Nana ${n}` } } as const)
        : ({ kind: 'note', data: {}, body: { text: `said ${n}` } } as const);
    events.push(await who.device.event(id, draft, after));
  }
  return events;
}

/** @param size events of a push */
export async function push(
  cases: Cases,
  who: Person,
  events: readonly ComplaintEvent[],
  size = 50,
): Promise<void> {
  for (let at = 0; at < events.length; at += size) {
    const verdicts = await admitBatch(cases, { via: who.account }, events.slice(at, at + size));
    expect(verdicts.filter((verdict) => !('ok' in verdict))).toEqual([]);
  }
}

/** What was made of its events: the complaint, its pages, the party. */
export async function made({ data }: Stores, id: ComplaintId): Promise<StoredDoc[]> {
  const docs: StoredDoc[] = [];
  for (const prefix of [`complaint:${id}`, `log:${id}:`, `party:${id}`])
    for await (const doc of every(data, prefix)) docs.push(doc);
  return docs;
}
export const withoutRev = (docs: readonly StoredDoc[]): unknown[] => docs.map(({ _rev, ...doc }) => doc);

/** What there is to be, from the events alone. */
export async function isWhole(
  { cases, context }: Pick<World, 'cases' | 'context'>,
  id: ComplaintId,
): Promise<void> {
  const { data } = context.stores;
  const docs = await made(context.stores, id);
  const [complaint] = docs;
  const ctx = complaint?.['erased'] === true ? { ...cases.fold, erased: true } : cases.fold;
  const all = foldLong(await readEvents(data, id), ctx);
  expect(complaint).toMatchObject(JSON.parse(JSON.stringify(all?.complaint)) as object);
  const pages = docs.filter(({ _id }) => _id.startsWith('log:'));
  expect(pages.map(({ entries }) => entries)).toEqual(
    JSON.parse(JSON.stringify(all?.pages.map(({ entries }) => entries))),
  );
}
