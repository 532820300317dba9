/**
 * From events to the documents that everybody reads. Invariants: a complaint, with its log's continuations, is the fold of
 * all of its events that the store has; only this file writes complaints, continuations and parties; it writes under the
 * store's revision check, so that two requests or two servers at once end in the same documents; doing it again changes
 * nothing. Events that come after all others cost the same however long the log is; where one belongs before its end, all
 * are read and folded.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { FOLD_VERSION } from '../../src/domain/complaint.ts';
import type { ComplaintDoc, FoldedComplaint, PartyDoc } from '../../src/domain/complaint.ts';
import type { ComplaintEvent } from '../../src/domain/events/event.ts';
import type { FoldContext } from '../../src/domain/fold/context.ts';
import { foldLong, foldOn, isLong, PAGE } from '../../src/domain/fold/long.ts';
import type { LongFold } from '../../src/domain/fold/long.ts';
import { complaintDocId, eventUuidOf, partyDocId, restOf, typeOf } from '../../src/domain/ids.ts';
import type { ComplaintId } from '../../src/domain/ids.ts';
import type { NewDoc, Store, WriteResult } from '../store/store.ts';
import { pageDoc, pagesToWrite, same, withRev } from './pages.ts';
import { foldWith, goesWith, readWhole } from './whole.ts';
import type { Whole } from './whole.ts';

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
/** Milliseconds by which the longest wait between two rounds grows with each. */
const WAIT = 10;

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

/** @param before bodies that it has already */
function partyOf(
  id: ComplaintId,
  before: PartyDoc['bodies'],
  events: readonly ComplaintEvent[],
): PartyDoc | null {
  const bodies = new Map(Object.entries(before));
  for (const event of events) {
    if (event.kind === 'partyChanged' && event.body) bodies.set(eventUuidOf(event._id), event.body);
  }
  if (bodies.size === 0) return null;
  const sorted = [...bodies].sort(([one], [other]) => (one < other ? -1 : 1));
  return {
    _id: partyDocId(id),
    type: 'party',
    v: 1,
    complaint: id,
    bodies: Object.fromEntries(sorted) as PartyDoc['bodies'],
  };
}

/** What is erased stays so. */
export const marked = (ctx: FoldContext, complaint: ComplaintDoc | null): FoldContext =>
  complaint?.erased === true ? { ...ctx, erased: true } : ctx;

/** @param events that may have changed who complains */
function documentsOf(
  id: ComplaintId,
  { complaint: folded }: LongFold,
  events: readonly ComplaintEvent[],
  now: Materialised,
): NewDoc[] {
  const complaint = {
    _id: complaintDocId(id),
    type: 'complaint' as const,
    v: 1 as const,
    foldVersion: FOLD_VERSION,
    ...folded,
  } satisfies ComplaintDoc;
  const docs: NewDoc[] = [];
  if (!same(now.complaint, complaint)) docs.push(withRev(complaint, now.complaint));
  if (!events.some(({ kind }) => kind === 'partyChanged')) return docs;
  const party = partyOf(id, now.party?.bodies ?? {}, events);
  if (party !== null && !same(now.party, party)) docs.push(withRev(party, now.party));
  return docs;
}

/** Another fold's document is made anew from all the events; otherwise the new ones are added to its log. */
const current = (
  now: Materialised,
): now is Materialised & { readonly complaint: NonNullable<Materialised['complaint']> } =>
  now.complaint !== null && now.complaint.foldVersion === FOLD_VERSION;

const absent: Materialised = { complaint: null, party: null };

/** By what the complaint carries. @returns null: that does not say where these events belong */
function goneOn(now: Materialised, events: readonly ComplaintEvent[], ctx: FoldContext): LongFold | null {
  if (!current(now)) {
    const { begins, folded } = now;
    // What is short is the same folded either way.
    if (folded && events.length <= 2 * (ctx.page ?? PAGE)) return { complaint: folded, pages: [] };
    return begins === true ? foldLong(events, ctx) : null;
  }
  const { complaint } = now;
  return isLong(complaint) ? foldOn(complaint, events, ctx) : foldLong([...eventsOf(now), ...events], ctx);
}

/** From all events that the store has. @param whole as read before the complaint, if it was */
async function madeAnew(
  data: Store,
  id: ComplaintId,
  now: Materialised,
  events: readonly ComplaintEvent[],
  ctx: FoldContext,
  whole: Whole | null,
): Promise<NewDoc[]> {
  const before = whole !== null && goesWith(whole, now.complaint) ? whole : null;
  const all = before ?? (await readWhole(data, id, events, ctx));
  const log = eventsOf(now);
  const made = foldWith(all, log, ctx);
  if (made === null) return [];
  const docs = made.pages.map((page) => pageDoc(id, page));
  return [...pagesToWrite(all.pages, docs), ...documentsOf(id, made, [...all.events, ...log], now)];
}

export interface Made {
  /** nothing for those that are as they should be */
  readonly docs: readonly NewDoc[];
  /** complaints that were made from all of their events */
  readonly anew: ReadonlySet<ComplaintId>;
}

/**
 * What complaints, their continuations and parties become by these events.
 * @param before the documents as the store has them
 * @param wholes of complaints that are to be made from all of their events
 */
export async function materialised(
  data: Store,
  ctx: FoldContext,
  added: Added,
  before: ReadonlyMap<ComplaintId, Materialised>,
  wholes: ReadonlyMap<ComplaintId, Whole> = new Map(),
): Promise<Made> {
  const docs: NewDoc[] = [];
  const anew = new Set<ComplaintId>();
  for (const [id, events] of added) {
    const stored = before.get(id) ?? absent;
    const folding = marked(ctx, stored.complaint);
    const whole = wholes.get(id) ?? null;
    const made = whole === null ? goneOn(stored, events, folding) : null;
    if (made === null) {
      anew.add(id);
      docs.push(...(await madeAnew(data, id, stored, events, folding, whole)));
      continue;
    }
    const pages = made.pages.map((page) => pageDoc(id, page));
    docs.push(...pagesToWrite([], pages), ...documentsOf(id, made, events, stored));
  }
  return { docs, anew };
}

/**
 * Brings complaints up to date with events that the store already has.
 * @param added the events that were just written; their ids must be in the store
 * @param known the documents as just read, to spare a reading; stale ones only cost another round
 * @param anew complaints to be made from all of their events
 * @param random 0 ≤ x < 1
 * @throws a StoreError when the store fails
 */
export async function materialise(
  data: Store,
  ctx: FoldContext,
  added: Added,
  known?: ReadonlyMap<ComplaintId, Materialised>,
  anew: ReadonlySet<ComplaintId> = new Set(),
  random: () => number = Math.random,
): Promise<void> {
  let left = added;
  let now = known;
  let whole = anew;
  for (let round = 0; left.size > 0; round += 1) {
    if (round === ROUNDS)
      throw new Error(`complaints keep changing: ${[...left.keys()].slice(0, 5).join(', ')}`);
    // Others that met on the same complaint wait too, each for another while.
    if (round > 0) await pause(random() * round * WAIT);
    const wholes = new Map<ComplaintId, Whole>();
    for (const [id, events] of left)
      if (whole.has(id)) wholes.set(id, await readWhole(data, id, events, ctx));
    const before = now ?? (await readMaterialised(data, [...left.keys()]));
    now = undefined;
    const made = await materialised(data, ctx, left, before, wholes);
    if (made.docs.length === 0) return;
    const results = await data.write(made.docs);
    left = conflicting(left, results);
    whole = new Set([...whole, ...made.anew, ...misledBy(results)]);
  }
}

/** Those of them whose documents met another's write. */
export function conflicting(added: Added, results: readonly WriteResult[]): Added {
  const ids = new Set(results.flatMap((one) => (one.error === undefined ? [] : [idOf(one.id)])));
  return new Map([...added].filter(([id]) => ids.has(id)));
}

/** Complaints of which the store has other pages than was thought: what is carried can't be gone on from. */
export const misledBy = (results: readonly WriteResult[]): Set<ComplaintId> =>
  new Set(
    results.flatMap(({ id, error }) => (error !== undefined && typeOf(id) === 'log' ? [idOf(id)] : [])),
  );

const idOf = (docId: string): ComplaintId => restOf(docId).split(':')[0] as ComplaintId;

/** Makes one complaint anew from every event that the store has of it. */
export async function rematerialise(data: Store, ctx: FoldContext, id: ComplaintId): Promise<void> {
  await materialise(data, ctx, new Map([[id, []]]), undefined, new Set([id]));
}
