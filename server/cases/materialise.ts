/**
 * From events to the documents that everybody reads. Invariants: a complaint is the fold of all of its events that the
 * store has; only this file writes complaints and parties; it writes under the store's revision check, so that two
 * requests or two servers at once end in the same document; doing it again changes nothing.
 */
import { canonicalText } from '../../src/domain/canonical.ts';
import { FOLD_VERSION } from '../../src/domain/complaint.ts';
import type { ComplaintDoc, FoldedComplaint, PartyDoc } from '../../src/domain/complaint.ts';
import type { ComplaintEvent } from '../../src/domain/events/event.ts';
import { fold } from '../../src/domain/fold/fold.ts';
import type { FoldContext } from '../../src/domain/fold/context.ts';
import { complaintDocId, eventUuidOf, partyDocId } from '../../src/domain/ids.ts';
import type { ComplaintId, EventUuid } from '../../src/domain/ids.ts';
import type { NewDoc, Store, StoredDoc, WriteResult } from '../store/store.ts';
import { every } from './paging.ts';

/** A complaint and its party as the store has them; null: not there. */
export interface Materialised {
  readonly complaint: (ComplaintDoc & { _rev: string }) | null;
  readonly party: (PartyDoc & { _rev: string }) | null;
  /** the store has no event of it but those that are added: there is nothing to look for */
  readonly begins?: boolean;
  /** of one that begins: what those events alone make of it, folded already */
  readonly folded?: FoldedComplaint | null;
}
/** By complaint, the events that are new to it. */
export type Added = ReadonlyMap<ComplaintId, readonly ComplaintEvent[]>;

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
  const folded = now.folded ?? fold(events, marked(ctx, now.complaint));
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

const absent: Materialised = { complaint: null, party: null };

/**
 * What complaints and parties become by these events; nothing for those that are as they should be.
 * @param before the documents as the store has them
 */
export async function materialised(
  data: Store,
  ctx: FoldContext,
  added: Added,
  before: ReadonlyMap<ComplaintId, Materialised>,
): Promise<NewDoc[]> {
  const docs: NewDoc[] = [];
  for (const [id, events] of added) {
    const stored = before.get(id) ?? absent;
    const earlier = current(stored)
      ? eventsOf(stored)
      : stored.begins === true
        ? []
        : await readEvents(data, id);
    docs.push(...documentsOf(id, [...earlier, ...events], stored, ctx));
  }
  return docs;
}

/**
 * Brings complaints up to date with events that the store already has.
 * @param added the events that were just written; their ids must be in the store
 * @param known the documents as just read, to spare a reading; stale ones only cost another round
 * @throws a StoreError when the store fails
 */
export async function materialise(
  data: Store,
  ctx: FoldContext,
  added: Added,
  known?: ReadonlyMap<ComplaintId, Materialised>,
): Promise<void> {
  let left = added;
  let now = known;
  for (let round = 0; left.size > 0; round += 1) {
    if (round === ROUNDS)
      throw new Error(`complaints keep changing: ${[...left.keys()].slice(0, 5).join(', ')}`);
    const before = now ?? (await readMaterialised(data, [...left.keys()]));
    now = undefined;
    const docs = await materialised(data, ctx, left, before);
    if (docs.length === 0) return;
    left = conflicting(left, await data.write(docs));
  }
}

/** Those of them whose complaint or party met another's write. */
export function conflicting(added: Added, results: readonly WriteResult[]): Added {
  const ids = new Set(results.flatMap((one) => (one.error === undefined ? [] : [idOf(one.id)])));
  return new Map([...added].filter(([id]) => ids.has(id)));
}

const idOf = (docId: string): ComplaintId => docId.slice(docId.indexOf(':') + 1) as ComplaintId;

/** Makes one complaint anew from every event that the store has of it. */
export async function rematerialise(data: Store, ctx: FoldContext, id: ComplaintId): Promise<void> {
  await materialise(data, ctx, new Map([[id, await readEvents(data, id)]]));
}
