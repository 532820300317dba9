/**
 * From events to the documents that everybody reads. Invariants: a complaint is the fold of all of its events that the
 * store has; only this file writes complaints and parties; it writes under the store's revision check, so that two
 * requests or two servers at once end in the same document; doing it again changes nothing.
 */
import { canonicalText } from '../../src/domain/canonical.ts';
import { FOLD_VERSION } from '../../src/domain/complaint.ts';
import type { ComplaintDoc, PartyDoc } from '../../src/domain/complaint.ts';
import type { ComplaintEvent } from '../../src/domain/events/event.ts';
import { fold } from '../../src/domain/fold/fold.ts';
import type { FoldContext } from '../../src/domain/fold/context.ts';
import { complaintDocId, eventUuidOf, partyDocId } from '../../src/domain/ids.ts';
import type { ComplaintId, EventUuid } from '../../src/domain/ids.ts';
import type { NewDoc, Store, StoredDoc } from '../store/store.ts';
import { every } from './paging.ts';

/** A complaint and its party as the store has them; null: not there. */
export interface Materialised {
  readonly complaint: (ComplaintDoc & { _rev: string }) | null;
  readonly party: (PartyDoc & { _rev: string }) | null;
}

const ROUNDS = 20;

export async function readMaterialised(
  data: Store,
  ids: readonly ComplaintId[],
): Promise<Map<ComplaintId, Materialised>> {
  const docs = await data.getMany(ids.flatMap((id) => [complaintDocId(id), partyDocId(id)]));
  return new Map(
    ids.map((id, at) => [
      id,
      {
        complaint: docs[at * 2] as unknown as Materialised['complaint'],
        party: docs[at * 2 + 1] as unknown as Materialised['party'],
      },
    ]),
  );
}

/** The events that a complaint carries in its log, with the bodies that its party keeps. */
function eventsOf({ complaint, party }: Materialised): ComplaintEvent[] {
  return (complaint?.log ?? []).map(({ event }) => {
    const body = party?.bodies[eventUuidOf(event._id)];
    return body === undefined ? event : { ...event, body: body as ComplaintEvent['body'] };
  });
}

function partyOf(id: ComplaintId, events: readonly ComplaintEvent[]): PartyDoc | null {
  const bodies: Record<EventUuid, Readonly<Record<string, unknown>>> = {};
  for (const event of [...events].sort((a, b) => (a._id < b._id ? -1 : 1))) {
    if (event.kind === 'partyChanged' && event.body) bodies[eventUuidOf(event._id)] = event.body;
  }
  if (Object.keys(bodies).length === 0) return null;
  return { _id: partyDocId(id), type: 'party', v: 1, complaint: id, bodies };
}

function same(stored: object | null, made: object): boolean {
  if (stored === null) return false;
  const { _rev, ...content } = stored as StoredDoc;
  return canonicalText(content) === canonicalText(made);
}

/** What is erased stays so. */
export const marked = (ctx: FoldContext, complaint: ComplaintDoc | null): FoldContext =>
  complaint?.erased === true ? { ...ctx, erased: true } : ctx;

function documentsOf(
  id: ComplaintId,
  events: readonly ComplaintEvent[],
  now: Materialised,
  ctx: FoldContext,
): NewDoc[] {
  const folded = fold(events, marked(ctx, now.complaint));
  if (folded === null) return [];
  const complaint = {
    _id: complaintDocId(id),
    type: 'complaint' as const,
    v: 1 as const,
    foldVersion: FOLD_VERSION,
    ...folded,
  } satisfies ComplaintDoc;
  const party = partyOf(id, events);
  const docs: NewDoc[] = [];
  if (!same(now.complaint, complaint)) docs.push(withRev(complaint, now.complaint));
  if (party !== null && !same(now.party, party)) docs.push(withRev(party, now.party));
  return docs;
}

const withRev = (made: { _id: string }, stored: { _rev: string } | null): NewDoc =>
  stored === null ? { ...made } : { ...made, _rev: stored._rev };

async function readEvents(data: Store, id: ComplaintId): Promise<ComplaintEvent[]> {
  const events: ComplaintEvent[] = [];
  for await (const doc of every(data, `event:${id}:`))
    events.push(withoutRev(doc) as unknown as ComplaintEvent);
  return events;
}

function withoutRev({ _rev, ...rest }: StoredDoc): Record<string, unknown> {
  return rest;
}

/** Another fold's document is made anew from all the events; otherwise the new ones are added to its log. */
const current = (now: Materialised): boolean =>
  now.complaint !== null && now.complaint.foldVersion === FOLD_VERSION;

/**
 * Brings complaints up to date with events that the store already has.
 * @param added by complaint, the events that were just written; their ids must be in the store
 * @param known the documents as just read, to spare a reading; stale ones only cost another round
 * @returns the ids of complaints that were written; throws a StoreError when the store fails
 */
export async function materialise(
  data: Store,
  ctx: FoldContext,
  added: ReadonlyMap<ComplaintId, readonly ComplaintEvent[]>,
  known?: ReadonlyMap<ComplaintId, Materialised>,
): Promise<void> {
  let left = [...added.keys()];
  let now = known;
  for (let round = 0; left.length > 0; round += 1) {
    if (round === ROUNDS) throw new Error(`complaints keep changing: ${left.slice(0, 5).join(', ')}`);
    const before = now ?? (await readMaterialised(data, left));
    now = undefined;
    const docs: NewDoc[] = [];
    for (const id of left) {
      const stored = before.get(id) ?? { complaint: null, party: null };
      const events = current(stored)
        ? [...eventsOf(stored), ...(added.get(id) ?? [])]
        : [...(await readEvents(data, id)), ...(added.get(id) ?? [])];
      docs.push(...documentsOf(id, events, stored, ctx));
    }
    if (docs.length === 0) return;
    const results = await data.write(docs);
    const conflicted = new Set(results.flatMap((one) => (one.error === undefined ? [] : [idOf(one.id)])));
    left = left.filter((id) => conflicted.has(id));
  }
}

const idOf = (docId: string): ComplaintId => docId.slice(docId.indexOf(':') + 1) as ComplaintId;

/** Makes one complaint anew from every event that the store has of it. */
export async function rematerialise(data: Store, ctx: FoldContext, id: ComplaintId): Promise<void> {
  await materialise(data, ctx, new Map([[id, await readEvents(data, id)]]));
}
