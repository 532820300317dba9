/** What admission knows, from the stores: what a batch asks for is read at once, and what the batch itself adds counts. */
import type { AdmissionContext, KnownDevice } from '../../src/domain/admission/context.ts';
import type { FoldedComplaint } from '../../src/domain/complaint.ts';
import type { ComplaintEvent } from '../../src/domain/events/event.ts';
import { fold } from '../../src/domain/fold/fold.ts';
import type { ComplaintId } from '../../src/domain/ids.ts';
import { itemHash } from '../../src/domain/seal.ts';
import type { Cases } from '../cases/cases.ts';
import { erasedDocId } from '../cases/erase.ts';
import { marked, readMaterialised } from '../cases/materialise.ts';
import type { Materialised } from '../cases/materialise.ts';
import type { BranchDoc } from '../../src/domain/registry.ts';
import type { StoredDoc } from '../store/store.ts';
import { ChainBook } from './chain-book.ts';
import { asQuarantine, quarantineId } from './quarantine.ts';
import { hasher, Signatures } from './signatures.ts';

export interface Pushed {
  readonly doc: object;
  readonly _id: string;
  readonly device: string;
  readonly seq: number;
  readonly complaint: ComplaintId | null;
}

export class Known {
  readonly book: ChainBook;
  readonly #signatures = new Signatures();
  readonly #cases: Cases;
  readonly #stored = new Map<string, StoredDoc | null>();
  #complaints = new Map<ComplaintId, Materialised>();
  readonly #added = new Map<ComplaintId, ComplaintEvent[]>();
  readonly #folded = new Map<ComplaintId, FoldedComplaint | null>();

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
    await this.#expectSignatures(items.filter(({ _id }) => this.stored(_id) === null));
    this.#complaints = materialised;
  }

  async #expectSignatures(items: readonly Pushed[]): Promise<void> {
    for (const { device, doc } of items) {
      const record = await this.#cases.context.identities.device(device);
      const { sig } = doc as { sig?: unknown };
      if (record?.publicKey && typeof sig === 'string') this.#signatures.begin(record.publicKey, doc, sig);
    }
  }

  /** Unix milliseconds */
  get now(): number {
    return this.#cases.context.now();
  }
  /** The complaints as they were read, for materialising without reading them again. */
  get complaints(): ReadonlyMap<ComplaintId, Materialised> {
    return this.#complaints;
  }
  get added(): ReadonlyMap<ComplaintId, readonly ComplaintEvent[]> {
    return this.#added;
  }

  /** An admitted event counts for what follows it in the same batch. */
  add(event: ComplaintEvent): void {
    this.#added.set(event.complaint, [...(this.#added.get(event.complaint) ?? []), event]);
    this.#folded.delete(event.complaint);
  }

  complaint(id: ComplaintId): FoldedComplaint | null {
    const stored = this.#complaints.get(id)?.complaint ?? null;
    const added = this.#added.get(id);
    if (added === undefined) return stored;
    const known = this.#folded.get(id);
    if (known !== undefined) return known;
    const events = [...(stored?.log.map(({ event }) => event) ?? []), ...added];
    const folded = fold(events, marked(this.#cases.fold, stored));
    this.#folded.set(id, folded);
    return folded;
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
        const record = await identities.device(id);
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
      account: (person) => identities.account(person),
      complaint: async (id) => this.complaint(id),
      isErased: async (id) => this.stored(erasedDocId(id)) !== null,
      regionsOf: async (branch) => {
        const doc =
          rules.branch(branch) ?? ((await stores.registry.get(`branch:${branch}`)) as BranchDoc | null);
        return doc === null ? [] : [doc.region, ...formerRegions(doc)];
      },
    };
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
