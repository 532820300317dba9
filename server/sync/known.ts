/** What admission knows, from the stores: what a batch asks for is read at once, and what the batch itself adds counts. */
import type { AdmissionContext, KnownAccount, KnownDevice } from '../../src/domain/admission/context.ts';
import type { Item } from '../../src/domain/admission/item.ts';
import type { ComplaintDoc, FoldedComplaint } from '../../src/domain/complaint.ts';
import type { EventKind } from '../../src/domain/events/data.ts';
import type { ComplaintEvent } from '../../src/domain/events/event.ts';
import { fold } from '../../src/domain/fold/fold.ts';
import { foldOn, isLong } from '../../src/domain/fold/long.ts';
import type { LongLog } from '../../src/domain/fold/long.ts';
import { eventUuidOf } from '../../src/domain/ids.ts';
import type { ComplaintId, PersonId } from '../../src/domain/ids.ts';
import { itemHash } from '../../src/domain/seal.ts';
import type { DeviceRecord } from '../auth/identity.ts';
import type { Cases } from '../cases/cases.ts';
import { erasedDocId } from '../cases/erase.ts';
import { marked, readMaterialised } from '../cases/materialise.ts';
import type { Materialised } from '../cases/materialise.ts';
import { readEvents } from '../cases/whole.ts';
import type { BranchDoc } from '../../src/domain/registry.ts';
import type { StoredDoc } from '../store/store.ts';
import { ChainBook } from './chain-book.ts';
import { asQuarantine, quarantineId } from './quarantine.ts';
import { hasher, Signatures } from './signatures.ts';

export interface Pushed {
  readonly _id: string;
  readonly device: string;
  readonly seq: number;
  readonly complaint: ComplaintId | null;
}

/** Kinds by which somebody else may come to reach a complaint: what is decided next may depend on them. */
const moving: ReadonlySet<string> = new Set<EventKind>(['received', 'assigned', 'transferred', 'settled']);

export class Known {
  readonly book: ChainBook;
  readonly #signatures = new Signatures();
  readonly #cases: Cases;
  readonly #devices = new Map<string, DeviceRecord | null>();
  readonly #accounts = new Map<PersonId, Promise<KnownAccount | null>>();
  readonly #stored = new Map<string, StoredDoc | null>();
  #complaints = new Map<ComplaintId, Materialised>();
  readonly #added = new Map<ComplaintId, ComplaintEvent[]>();
  readonly #folded = new Map<ComplaintId, FoldedComplaint | null>();
  /** of long logs, what was folded last, and how many of the events that are added were in it */
  readonly #reached = new Map<ComplaintId, { complaint: FoldedComplaint & LongLog; count: number }>();
  readonly #logs = new Map<ComplaintId, Promise<readonly ComplaintEvent[]>>();
  #named: ReadonlySet<ComplaintId> = new Set();

  constructor(cases: Cases) {
    this.#cases = cases;
    this.book = new ChainBook(cases.context.stores.data);
  }

  async load(items: readonly Pushed[]): Promise<void> {
    const { data } = this.#cases.context.stores;
    const complaints = [...new Set(items.flatMap(({ complaint }) => complaint ?? []))];
    const ids = [...items.flatMap(({ _id }) => [_id, quarantineId(_id)]), ...complaints.map(erasedDocId)];
    const [docs, materialised] = await Promise.all([
      data.getMany(ids),
      readMaterialised(data, complaints),
      this.book.load(items),
    ]);
    for (const [at, id] of ids.entries()) this.#stored.set(id, docs[at] ?? null);
    this.#complaints = materialised;
    this.#named = new Set(complaints.filter((id) => this.#isNamed(id, items)));
    await Promise.all([...new Set(items.map(({ device }) => device))].map((id) => this.#meet(id)));
  }

  async #meet(id: string): Promise<void> {
    this.#devices.set(id, await this.#cases.context.identities.device(id));
  }

  /**
   * Begins to verify an item that has not come before: on other threads, while the rest is parsed and those before it
   * are examined. Not before the store has been read: its readings would wait behind all of them.
   */
  expect({ doc, canonical }: Item): void {
    const key = this.#devices.get(doc.device)?.publicKey;
    if (key && this.stored(doc._id) === null) this.#signatures.begin(key, canonical.header, doc.sig);
  }

  /** Unix milliseconds */
  get now(): number {
    return this.#cases.context.now();
  }

  /** The complaint as it was read, for materialising without reading it again. */
  read(id: ComplaintId): Materialised {
    const read = this.#complaints.get(id) ?? { complaint: null, party: null };
    if (!this.#begins(id)) return { ...read, begins: false };
    return { ...read, begins: true, ...(read.complaint === null && { folded: this.#beginning(id) }) };
  }
  get added(): ReadonlyMap<ComplaintId, readonly ComplaintEvent[]> {
    return this.#added;
  }

  /**
   * Whether it begins in this batch. An event of it that the store has all the same, of a push that was cut short, is
   * either in this batch again, or found by `Repair`.
   */
  #begins(id: ComplaintId): boolean {
    const added = this.#added.get(id) ?? [];
    return (
      added.some(({ kind }) => kind === 'received') && added.every(({ _id }) => this.stored(_id) === null)
    );
  }

  /**
   * An admitted event counts for what follows it in the same batch. A complaint that begins is folded at once, while
   * other threads verify what follows: it is needed by its next event, or else to be materialised.
   */
  add(event: ComplaintEvent): void {
    const { complaint: id } = event;
    this.#added.set(id, [...(this.#added.get(id) ?? []), event]);
    const folded = this.#folded.get(id);
    // Where all would have to be folded: whether it is among them, and what it names as seen, still counts.
    if (this.#logs.has(id) && folded && !moving.has(event.kind))
      this.#folded.set(id, { ...folded, log: [...folded.log, { event, without: null }] });
    else this.#folded.delete(id);
    if ((this.#complaints.get(id)?.complaint ?? null) === null) this.#beginning(id);
  }

  /** What the events of this batch alone make of a complaint that the store has not. */
  #beginning(id: ComplaintId): FoldedComplaint | null {
    const known = this.#folded.get(id);
    if (known !== undefined) return known;
    const folded = fold(this.#added.get(id) ?? [], this.#cases.fold);
    this.#folded.set(id, folded);
    return folded;
  }

  async complaint(id: ComplaintId): Promise<FoldedComplaint | null> {
    const stored = this.#complaints.get(id)?.complaint ?? null;
    const added = this.#added.get(id);
    if (added === undefined && !this.#named.has(id)) return stored;
    const known = this.#folded.get(id);
    if (known !== undefined) return known;
    const folded = await this.#fold(id, stored, added ?? []);
    this.#folded.set(id, folded);
    return folded;
  }

  async #fold(
    id: ComplaintId,
    stored: ComplaintDoc | null,
    added: readonly ComplaintEvent[],
  ): Promise<FoldedComplaint | null> {
    const ctx = marked(this.#cases.fold, stored);
    if (stored === null || !isLong(stored))
      return fold([...(stored?.log.map(({ event }) => event) ?? []), ...added], ctx);
    const { complaint, count } = this.#reached.get(id) ?? { complaint: stored, count: 0 };
    const on = this.#named.has(id) ? null : foldOn(complaint, added.slice(count), ctx);
    if (on === null) return fold([...(await this.#events(id)), ...added], ctx);
    const reached = on.complaint;
    if (isLong(reached)) this.#reached.set(id, { complaint: reached, count: added.length });
    return reached;
  }

  /**
   * All that the store has, read once: of a long log, where what came belongs before its end. From then on it is folded
   * again only for what may matter to the items that follow: a phone may bring hundreds that come late.
   */
  #events(id: ComplaintId): Promise<readonly ComplaintEvent[]> {
    const known = this.#logs.get(id) ?? readEvents(this.#cases.context.stores.data, id);
    this.#logs.set(id, known);
    return known;
  }

  /** Whether something before a log's end says that it has seen one of these. */
  #isNamed(id: ComplaintId, items: readonly Pushed[]): boolean {
    const unknown = this.#complaints.get(id)?.complaint?.earlier?.unknown ?? [];
    return items.some(({ _id }) => unknown.includes(eventUuidOf(_id)));
  }

  stored(id: string): StoredDoc | null {
    return this.#stored.get(id) ?? null;
  }

  context(via: string): AdmissionContext {
    const { identities, now, stores } = this.#cases.context;
    const { rules } = this.#cases;
    return {
      now: now(),
      via,
      hasher,
      verifier: this.#signatures,
      device: async (id) => {
        const record = this.#devices.get(id) ?? (await identities.device(id));
        if (record === null || record.publicKey === null) return null;
        const { mark } = await this.book.chain(id);
        return {
          kind: record.kind,
          publicKey: record.publicKey,
          enrolments:
            record.person === null
              ? []
              : [{ person: record.person, from: record.enrolled ?? 0, until: null }],
          revoked: record.revoked !== null,
          mark,
          surveys: record.surveys.map((survey) => survey.replace(/:[0-9]+$/, '')),
        } satisfies KnownDevice;
      },
      chain: (device, seq) => this.book.links(device, seq),
      hashOf: async (docId) => {
        const item = this.stored(docId) ?? this.#quarantined(docId);
        return item === null ? null : itemHash(item, hasher);
      },
      account: (person) => this.#account(person),
      complaint: (id) => this.complaint(id),
      isErased: async (id) => this.stored(erasedDocId(id)) !== null,
      regionsOf: async (branch) => {
        const doc =
          rules.branch(branch) ?? ((await stores.registry.get(`branch:${branch}`)) as BranchDoc | null);
        return doc === null ? [] : [doc.region, ...formerRegions(doc)];
      },
    };
  }

  /** Once a batch: it is mostly one person's. */
  #account(person: PersonId): Promise<KnownAccount | null> {
    const known = this.#accounts.get(person) ?? this.#cases.context.identities.account(person);
    this.#accounts.set(person, known);
    return known;
  }

  #quarantined(docId: string): Readonly<Record<string, unknown>> | null {
    const doc = this.stored(quarantineId(docId));
    return doc === null ? null : asQuarantine(doc).item;
  }
}

/** A branch that moved keeps the regions it was in: a phone that was away may not know yet. */
function formerRegions(doc: BranchDoc): BranchDoc['region'][] {
  return Array.isArray(doc['formerRegions']) ? (doc['formerRegions'] as BranchDoc['region'][]) : [];
}
