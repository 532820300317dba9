/**
 * What a device is sent. From nothing: the sequence is taken first, then the whole scope is sent, newest complaints
 * first, then the checkpoint of that sequence, so that whatever changes meanwhile comes with the next pull. From a
 * checkpoint: what changed after it. A checkpoint stands after every batch, so an interrupted pull goes on where it was.
 *
 * Held by: nothing is sent that the caller's keys of this moment don't open, asked again before every batch.
 */
import { createHash } from 'node:crypto';
import type { PullLine, PulledDoc } from '../contract/sync.ts';
import { actorKeys, docKeys, isOfLog, keysMatch, scopeDigest } from '../../src/domain/scope.ts';
import { partyDocId, typeOf } from '../../src/domain/ids.ts';
import type { ComplaintId } from '../../src/domain/ids.ts';
import type { Caller } from '../auth/identity.ts';
import type { Context } from '../context.ts';
import type { DocWithRevisions, Store } from '../store/store.ts';
import { caseIdOf, unseen } from './case-index.ts';
import type { CaseEntry, CaseVisibility } from './case-index.ts';
import type { Feed } from './feed.ts';
import { readInScope, recordReadings } from './in-scope.ts';
import { beforeTheWindow } from './past.ts';
import type { Checkpoint, Sealer } from './token.ts';

/** Documents a batch: reading from CouchDB is quickest at 500 to 1,000 ids a call (measured). */
const BATCH = 500;
/** A continuation of a long log is as large as so many complaints. */
const PAGE_WEIGHS = 20;
/** Complaints that a checkpoint names: it is sent in an address. */
export const MOST_AGAIN = 50;
/** Devices forget what has been closed for longer. */
export const KEPT_CLOSED = 90 * 24 * 3_600_000;

export interface PullServices {
  readonly context: Context;
  readonly feed: Feed;
  readonly sealer: Sealer;
}

/** `unreadable`: this server did not seal it, so the device has something, and nobody knows what. */
export type Since = Checkpoint | 'unreadable' | null;

export interface Plan {
  readonly base: Omit<Checkpoint, 'before' | 'rotate' | 'again'>;
  /** complaints of which the device lacks something that it may not have had to lack */
  readonly again: readonly string[];
  readonly rotate: boolean;
  /** of a snapshot that was begun before */
  readonly resumed: boolean;
  readonly offerAgain: boolean;
  readonly forget: readonly string[];
  readonly registry: readonly string[];
  /** ids by complaint, in the order in which they are sent */
  readonly cases: readonly { readonly id: string; readonly docs: readonly string[] }[];
  /** a snapshot can be resumed within; increments are short */
  readonly snapshot: boolean;
}

const keysOf = (caller: Caller): ReadonlySet<string> => new Set(actorKeys(caller.actor));
const scopeOf = ({ actor }: Caller): string =>
  createHash('sha256').update(scopeDigest(actor)).digest('base64url');
export const actorName = (caller: Caller): string => caller.actor.person ?? caller.actor.device ?? '';

/** The documents of a complaint that these keys open. */
function docsInScope(entry: CaseEntry, keys: ReadonlySet<string>): string[] {
  const docs: string[] = [];
  if (keysMatch(keys, entry.see.complaint)) docs.push(`complaint:${entry.id}`, ...entry.pages);
  if (keysMatch(keys, entry.see.party)) {
    if (entry.hasParty) docs.push(partyDocId(entry.id as ComplaintId));
    docs.push(...entry.evidence);
  }
  return docs;
}

const keptOnDevices = (see: CaseVisibility, now: number): boolean =>
  see.closedAt === null || see.closedAt >= now - KEPT_CLOSED;

function snapshot(
  feed: Feed,
  keys: ReadonlySet<string>,
  now: number,
  before: string | undefined,
  kept: (see: CaseVisibility, now: number) => boolean,
): Plan['cases'] {
  const cases: { id: string; docs: string[] }[] = [];
  for (const entry of feed.cases.newestFirst(before)) {
    const docs = kept(entry.see, now) ? docsInScope(entry, keys) : [];
    if (docs.length > 0) cases.push({ id: entry.id, docs });
  }
  return cases;
}

/** What became readable, changed while readable, or stopped being readable, since the checkpoint. */
function increments(
  feed: Feed,
  keys: ReadonlySet<string>,
  changes: readonly { id: string; doc: string; before: CaseVisibility }[],
) {
  const touched = new Map<string, { befores: CaseVisibility[]; docs: Set<string> }>();
  for (const change of changes) {
    const one = touched.get(change.id) ?? { befores: [], docs: new Set() };
    one.befores.push(change.before);
    one.docs.add(change.doc);
    touched.set(change.id, one);
  }
  const cases: { id: string; docs: string[] }[] = [];
  const forget: string[] = [];
  for (const [id, { befores, docs }] of touched) {
    const entry = feed.cases.get(id);
    const now = new Set(entry === null ? [] : docsInScope(entry, keys));
    // Out of scope for a while is as good as all the time: the pull before may have read it in that while, and left it out.
    const newly = (doc: string): boolean =>
      befores.some((see) => !keysMatch(keys, isOfLog(typeOf(doc)) ? see.complaint : see.party));
    const was = (which: 'complaint' | 'party'): boolean => befores.some((see) => keysMatch(keys, see[which]));
    const send = [...now].filter((doc) => docs.has(doc) || newly(doc));
    if (send.length > 0) cases.push({ id, docs: send });
    const inScope = now.has(`complaint:${id}`);
    // Pages that are there no longer, after a fold that needs fewer.
    const gone = [...docs].filter((doc) => doc.startsWith('log:') && entry?.pages.has(doc) !== true);
    if (was('complaint') && !inScope) forget.push(`complaint:${id}`, ...(entry?.pages ?? []), ...gone);
    else if (inScope) forget.push(...gone);
    if (was('party') && entry !== null && !keysMatch(keys, entry.see.party)) {
      forget.push(`party:${id}`, ...entry.evidence);
    }
  }
  return { cases, forget };
}

/** @param kept which complaints a snapshot has */
export async function plan(
  { context, feed }: PullServices,
  caller: Caller,
  since: Since,
  kept: (see: CaseVisibility, now: number) => boolean,
): Promise<Plan> {
  const keys = keysOf(caller);
  const now = context.now();
  const base = { epoch: feed.epoch, actor: actorName(caller), scope: scopeOf(caller), ...feed.last };
  const opens = (id: string): boolean => keysMatch(keys, docKeys(id, null));
  const known = since === null || since === 'unreadable' || since.actor !== base.actor ? null : since;
  const whole = (rotate: boolean, offerAgain = false): Plan => ({
    base,
    again: [],
    rotate,
    resumed: false,
    offerAgain,
    forget: [],
    registry: [...feed.registry].filter(opens),
    cases: snapshot(feed, keys, now, undefined, kept),
    snapshot: true,
  });
  if (known === null) return whole(since !== null, since === 'unreadable');
  if (known.epoch !== feed.epoch) return whole(true, true);
  if (known.scope !== base.scope) return whole(true);
  if (known.before !== undefined) {
    const { data, registry: position } = known;
    return {
      ...whole(known.rotate ?? false),
      resumed: true,
      again: known.again ?? [],
      base: { ...base, data, registry: position },
      cases: snapshot(feed, keys, now, known.before, kept),
    };
  }
  const at = { data: String(known.data), registry: String(known.registry) };
  const changes = feed.since(at) ?? (await beforeTheWindow(context.stores, feed, keys, at));
  if (changes === null) return whole(true);
  const changed = [...new Set(changes.registry)].filter(opens);
  const lacking = (known.again ?? []).map((id) => ({ id, doc: `complaint:${id}`, before: unseen }));
  const { cases, forget } = increments(feed, keys, [...changes.cases, ...lacking]);
  return {
    base,
    again: [],
    rotate: false,
    resumed: false,
    offerAgain: false,
    forget: [...forget, ...changed.filter((id) => !feed.registry.has(id))],
    registry: changed.filter((id) => feed.registry.has(id)),
    cases,
    snapshot: false,
  };
}

const asPulled = (doc: DocWithRevisions | null): PulledDoc | null =>
  doc?._revisions === undefined ? null : (doc as PulledDoc);

const pulledOf = (docs: readonly (DocWithRevisions | null)[]): PulledDoc[] =>
  docs.flatMap((doc) => asPulled(doc) ?? []);

function batches(cases: Plan['cases']): { docs: string[]; last: string }[] {
  const all: { docs: string[]; last: string }[] = [];
  let weight = 0;
  for (const { id, docs } of cases) {
    const open = all.at(-1);
    if (open === undefined || weight >= BATCH) {
      all.push({ docs: [...docs], last: id });
      weight = 0;
    } else {
      open.docs.push(...docs);
      open.last = id;
    }
    for (const doc of docs) weight += doc.startsWith('log:') ? PAGE_WEIGHS : 1;
  }
  return all;
}

/**
 * @param since the caller's token, opened; null: from nothing
 * @yields lines in an order that can be stored as they come; ends early when the caller's session or scope has changed
 */
export async function* pull(services: PullServices, caller: Caller, since: Since): AsyncIterable<PullLine> {
  const { context, sealer } = services;
  const { stores, audit } = context;
  const made = await plan(services, caller, since, keptOnDevices);
  const keys = keysOf(caller);
  const stays = async (): Promise<boolean> => {
    const now = await context.identities.again(caller);
    return now !== null && scopeOf(now) === made.base.scope;
  };
  const read = async (store: Store, ids: readonly string[]): Promise<PulledDoc[]> =>
    pulledOf(await readInScope(store, keys, ids));
  const flags = {
    ...(made.rotate ? { rotate: true } : {}),
    ...(made.rotate && made.resumed ? { resumed: true } : {}),
    ...(made.offerAgain ? { offerAgain: true } : {}),
  };

  for (const id of made.forget) yield { forget: id };
  for (let at = 0; at < made.registry.length; at += BATCH) {
    for (const doc of await read(stores.registry, made.registry.slice(at, at + BATCH))) yield { doc };
  }
  const again = new Set(made.again);
  const sealed = (rest: Partial<Checkpoint>): string =>
    sealer.seal({ ...made.base, ...rest, ...(again.size > 0 ? { again: [...again] } : {}) });
  const groups = batches(made.cases);
  let pending = made.cases.reduce((sum, one) => sum + one.docs.length, 0);
  let ahead = groups[0] ? read(stores.data, groups[0].docs) : null;
  for (const [at, group] of groups.entries()) {
    const docs = await (ahead as Promise<PulledDoc[]>);
    const next = groups[at + 1];
    ahead = next ? read(stores.data, next.docs) : null;
    if (!(await stays())) {
      await ahead;
      return;
    }
    const found = new Set(docs.map(({ _id }) => _id));
    for (const id of group.docs) if (!found.has(id)) again.add(caseIdOf(id));
    // So many at once are no change but a failure: the next pull begins where this one did.
    if (again.size > MOST_AGAIN) return;
    await recordReadings(audit, caller, docs);
    for (const doc of docs) yield { doc };
    pending -= group.docs.length;
    if (made.snapshot && next) {
      const checkpoint = sealed({ before: group.last, ...(made.rotate ? { rotate: true } : {}) });
      yield { checkpoint, pending, serverTime: context.now(), ...flags };
    }
  }
  yield { checkpoint: sealed({}), pending: 0, serverTime: context.now(), ...flags };
}
