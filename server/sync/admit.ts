/**
 * Admission of a batch: a verdict for each item, in order. Invariants: an item is stored at most once, with its place
 * in its device's chain; when a verdict confirms an event, its complaint contains it; a failure of the store fails the
 * whole call, and calling again with the same items confirms what is there and adds the rest.
 */
import { setImmediate as turn } from 'node:timers/promises';
import { admitParsed } from '../../src/domain/admission/admit.ts';
import { parseItem } from '../../src/domain/admission/item.ts';
import type { Item, Parsed } from '../../src/domain/admission/item.ts';
import type { Verdict } from '../../src/domain/admission/verdict.ts';
import type { ComplaintEvent } from '../../src/domain/events/event.ts';
import { restOf, typeOf } from '../../src/domain/ids.ts';
import type { ComplaintId } from '../../src/domain/ids.ts';
import type { Signed } from '../../src/domain/seal.ts';
import type { DeviceRecord } from '../auth/identity.ts';
import type { Cases } from '../cases/cases.ts';
import { conflicting, materialise, materialised, misledBy, rematerialise } from '../cases/materialise.ts';
import type { Added } from '../cases/materialise.ts';
import { lacking } from '../cases/pages.ts';
import type { PushVerdict } from '../contract/sync.ts';
import type { NewDoc, Store } from '../store/store.ts';
import { StoreError } from '../store/store-error.ts';
import { lastSeq } from './chain.ts';
import type { Contact } from './chain-book.ts';
import { decidedAt } from './decided-at.ts';
import { Known } from './known.ts';
import type { Pushed } from './known.ts';
import { quarantineDoc, quarantineId } from './quarantine.ts';

type Doc = Readonly<Record<string, unknown>> & { readonly _id: string };
/** Who carries the batch: a session's account or kiosk, or an import. */
export interface Carrier {
  readonly via: string;
}
interface Came {
  readonly doc: Doc;
  /** of a generation that only the server makes */
  readonly later: boolean;
}
interface Decided {
  readonly doc: Doc;
  readonly verdict: Verdict;
}

const isDoc = (input: unknown): input is Doc =>
  typeof input === 'object' && input !== null && typeof (input as { _id?: unknown })._id === 'string';

/** Without what a replication protocol adds to a first generation. */
function withoutProtocol({ _rev, _revisions, ...doc }: Doc): Doc {
  return doc;
}

const complaintIn = ({ _id }: Doc): ComplaintId | null =>
  typeOf(_id) === 'response' ? null : (restOf(_id).split(':')[0] as ComplaintId);

const pushed = (doc: Doc): Pushed => ({
  _id: doc._id,
  device: String(doc['device']),
  seq: Number(doc['seq']),
  complaint: complaintIn(doc),
});

/** Devices create, the server alone changes: no later generation of anything comes in, whatever its content. */
function laterGeneration({ _rev, _revisions }: Doc): boolean {
  if (_rev !== undefined && (typeof _rev !== 'string' || !/^1-[0-9a-f]{1,64}$/.test(_rev))) return true;
  if (_revisions === undefined) return false;
  const { start, ids } = (_revisions ?? {}) as { start?: unknown; ids?: unknown };
  return start !== 1 || !Array.isArray(ids) || ids.length !== 1;
}

const notTheFirst: Verdict = { verdict: 'refuse', code: 'schema.invalid', field: '_rev', rule: 'unknown' };

const ROUNDS = 10;
/** Items, half a millisecond's work: what the store has read is not kept waiting for longer. */
const PARSED_AT_ONCE = 10;

/** Ids that a store might take for its own, or that would not fit a key, are asked of no store. */
const askable = (doc: Doc): boolean =>
  typeof doc['device'] === 'string' &&
  /^(event|evidence|response):[0-9a-f:-]{36,80}$/.test(doc._id) &&
  /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(doc['device']) &&
  Number.isSafeInteger(doc['seq']);

/**
 * @param inputs what came, each at most once by id; a repetition within the batch is confirmed again
 * @returns a verdict for each, in order; throws a StoreError when the store fails
 */
export async function admitBatch(
  cases: Cases,
  carrier: Carrier,
  inputs: readonly unknown[],
  contact?: Contact,
): Promise<PushVerdict[]> {
  return (await admitPush(cases, carrier, inputs, contact)).verdicts;
}

/** `admitBatch`. @returns besides, the highest number that has come of the device in contact; 0: none, or no contact */
export async function admitPush(
  cases: Cases,
  carrier: Carrier,
  inputs: readonly unknown[],
  contact?: Contact,
): Promise<{ verdicts: PushVerdict[]; seq: number }> {
  const came = inputs.map((input): Came | null => {
    if (!isDoc(input)) return null;
    return { doc: withoutProtocol(input), later: laterGeneration(input) };
  });
  const items = came.flatMap((one) => (one !== null && askable(one.doc) ? [pushed(one.doc)] : []));
  const locks = items.flatMap(({ device, complaint }) => [
    `device:${device}`,
    ...(complaint === null ? [] : [complaint]),
  ]);
  if (contact) locks.push(`device:${contact.device}`);
  return cases.mutex.runAll(locks, async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const known = new Known(cases);
      const loading = known.load(items);
      const expect = (item: Item) => void loading.then(() => known.expect(item)).catch(() => undefined);
      const [parsed] = await Promise.all([parseAll(came, expect), loading]);
      if (contact) known.book.contact(contact);
      const decided: (Decided | null)[] = [];
      for (const [at, one] of came.entries()) {
        const item = parsed[at];
        if (one === null) decided.push(null);
        else if (!item) decided.push({ doc: one.doc, verdict: notTheFirst });
        else decided.push({ doc: one.doc, verdict: await decide(known, carrier, one.doc, item, decided) });
      }
      const verdicts = await store(cases, known, decided);
      if (verdicts === null) continue;
      return { verdicts, seq: contact ? lastSeq(await known.book.chain(contact.device)) : 0 };
    }
    throw new StoreError('store.unavailable', 'another process keeps writing the same items');
  });
}

/**
 * Not before the store has been asked, and not all at once: it reads meanwhile.
 * @param expect told of each item that is one
 */
async function parseAll(
  came: readonly (Came | null)[],
  expect: (item: Item) => void,
): Promise<(Parsed | null)[]> {
  const all: (Parsed | null)[] = [];
  for (const [at, one] of came.entries()) {
    if (at % PARSED_AT_ONCE === 0) await turn();
    const parsed = one === null || one.later ? null : parseItem(one.doc);
    if (parsed !== null && 'item' in parsed) expect(parsed.item);
    all.push(parsed);
  }
  return all;
}

async function decide(
  known: Known,
  carrier: Carrier,
  doc: Doc,
  parsed: Parsed,
  before: readonly (Decided | null)[],
): Promise<Verdict> {
  const verdict = await admitParsed(parsed, known.context(carrier.via));
  const twin = before.find((one) => one?.doc._id === doc._id && one.verdict.verdict !== 'refuse');
  if (twin && verdict.verdict !== 'refuse' && verdict.verdict !== 'again') {
    const same = 'hash' in twin.verdict && twin.verdict.hash === verdict.hash;
    return same ? { verdict: 'again', hash: verdict.hash } : { verdict: 'refuse', code: 'id.taken' };
  }
  if (verdict.verdict === 'refuse') return verdict;
  const signed = doc as unknown as Signed;
  const link = { hash: verdict.hash, prev: signed.prev, at: signed.at };
  await known.book.note(signed.device, signed.seq, link, known.now);
  if (typeOf(doc._id) !== 'event') return verdict;
  if (verdict.verdict === 'admit')
    known.add({ ...(doc as unknown as ComplaintEvent), admitted: verdict.admitted });
  // A repetition is folded as it was admitted; one that waits in quarantine is not folded at all.
  const stored = known.stored(doc._id);
  if (verdict.verdict === 'again' && stored !== null)
    known.add(withoutProtocol(stored) as unknown as ComplaintEvent);
  return verdict;
}

/** @returns null: another process wrote one of the items meanwhile, so that everything is to be decided again */
async function store(
  cases: Cases,
  known: Known,
  decided: readonly (Decided | null)[],
): Promise<PushVerdict[] | null> {
  const items: NewDoc[] = [];
  for (const one of decided) {
    const made = one === null ? null : await toStore(cases, known, one);
    if (made !== null) items.push(made);
  }
  const events = new Map<ComplaintId, readonly ComplaintEvent[]>();
  for (const [id, added] of known.added) {
    // A repetition needs no work, an interrupted one does.
    const lacked = await lacking(cases.context.stores.data, known.read(id).complaint, added);
    if (lacked.length > 0) events.set(id, lacked);
  }
  const revs = await write(cases, known, items, events);
  if (revs === null) return null;
  return decided.map((one) => answer(one, revs, known));
}

async function toStore(cases: Cases, known: Known, { doc, verdict }: Decided): Promise<NewDoc | null> {
  if (verdict.verdict === 'quarantine') {
    const complaint = complaintIn(doc);
    const folded = complaint === null ? null : await known.complaint(complaint);
    return quarantineDoc(doc, verdict.code, verdict.admitted, await decidedAt(cases, doc, folded));
  }
  if (verdict.verdict !== 'admit') return null;
  if (typeOf(doc._id) !== 'response') return { ...doc, admitted: verdict.admitted };
  const device = await cases.context.identities.device(String(doc['device']));
  const place =
    device?.kind === 'kiosk' ? enrolledPlace(device) : { branch: doc['branch'], region: doc['region'] };
  return { ...doc, admitted: { ...verdict.admitted, ...place } };
}

const enrolledPlace = (device: DeviceRecord) => ({ branch: device.branch, region: device.region });

/**
 * Writes the items, their places in their devices' chains, and what complaints become by them: all at once where the
 * store keeps or loses all of it, else the items first, so that no complaint has an event which the store has not.
 * @returns the revision of each item by id; null: one of them stands there already
 */
async function write(
  cases: Cases,
  known: Known,
  items: readonly NewDoc[],
  events: Added,
): Promise<Map<string, string> | null> {
  const { data } = cases.context.stores;
  const before = new Map([...events.keys()].map((id) => [id, known.read(id)] as const));
  const chains = known.book.changes();
  const room = data.together - items.length - chains.length;
  // A complaint and its party, and now and then what leaves its log.
  const found = 2 * events.size <= room ? await materialised(data, cases.fold, events, before) : null;
  const together = found !== null && found.docs.length <= room;
  const docs = [...items, ...(together ? found.docs : []), ...chains];
  const results = docs.length === 0 ? [] : await data.write(docs);
  const stale = new Set(results.flatMap(({ id, error }) => (error === undefined ? [] : [id])));
  if (items.some(({ _id }) => stale.has(_id))) {
    // What was made with ours, while the store has another's.
    if (together) for (const id of events.keys()) await rematerialise(data, cases.fold, id);
    return null;
  }
  await writeChains(
    data,
    known,
    chains.map(({ _id }) => _id).filter((id) => stale.has(id)),
  );
  const anew = new Set([...(found?.anew ?? []), ...misledBy(results)]);
  if (together) await materialise(data, cases.fold, conflicting(events, results), undefined, anew);
  else await materialise(data, cases.fold, events, before);
  return new Map(results.flatMap(({ id, rev }) => (rev === undefined ? [] : [[id, rev] as const])));
}

/** @param stale chains that met another process's write */
async function writeChains(data: Store, { book }: Known, stale: readonly string[]): Promise<void> {
  for (let left = stale; left.length > 0;) {
    await book.reread(left);
    const results = await data.write(book.changes().filter(({ _id }) => left.includes(_id)));
    left = results.flatMap(({ id, error }) => (error === undefined ? [] : [id]));
  }
}

function answer(one: Decided | null, revs: ReadonlyMap<string, string>, known: Known): PushVerdict {
  if (one === null)
    return { id: '', error: 'forbidden', reason: 'schema.invalid', field: '_id', rule: 'required' };
  const { doc, verdict } = one;
  if (verdict.verdict === 'refuse') {
    const { code, field, rule } = verdict;
    return {
      id: doc._id,
      error: 'forbidden',
      reason: code,
      ...(field === undefined ? {} : { field }),
      ...(rule === undefined ? {} : { rule }),
    };
  }
  const waiting = known.stored(quarantineId(doc._id));
  const quarantined =
    verdict.verdict === 'quarantine'
      ? verdict.code
      : waiting?.['state'] === 'waiting'
        ? String(waiting['reason'])
        : null;
  const rev = revs.get(doc._id) ?? known.stored(doc._id)?._rev ?? '1-0';
  return {
    id: doc._id,
    ok: true,
    rev,
    ...(quarantined === null ? {} : { quarantined }),
    ...(waiting?.['state'] === 'setAside' ? { setAside: true } : {}),
  };
}
