/**
 * Which complaints there are and by which keys they are read: the answer to "what is in this scope" without asking the
 * store. Invariant: after `apply` of every change up to a sequence, it says what the store said at that sequence.
 */
import { docKeys } from '../../src/domain/scope.ts';
import type { DocKeys, ScopeParent } from '../../src/domain/scope.ts';
import type { FoldedComplaint } from '../../src/domain/complaint.ts';
import { restOf, typeOf } from '../../src/domain/ids.ts';
import { isInstant } from '../../src/domain/time/moment.ts';
import type { Seen } from '../cases/reading.ts';

export interface CaseVisibility {
  readonly complaint: DocKeys;
  readonly party: DocKeys;
  /** Unix milliseconds of closing; null: open */
  readonly closedAt: number | null;
  /** keys that opened it or its party at some time, by what its log says of regions and assignees */
  readonly formerly: readonly string[];
}

export interface CaseEntry {
  /** the bare uuid of the complaint */
  readonly id: string;
  readonly see: CaseVisibility;
  readonly branch: string;
  readonly parent: ScopeParent;
  readonly hasParty: boolean;
  /** ids of its evidence documents */
  readonly evidence: ReadonlySet<string>;
  /** ids of what goes on from a long log, in no order */
  readonly pages: ReadonlySet<string>;
}

const nothing: DocKeys = { allow: [], deny: [] };
export const unseen: CaseVisibility = { complaint: nothing, party: nothing, closedAt: null, formerly: [] };

/** A complaint's children can arrive before it: until it comes, nobody reads them. */
interface Slot {
  id: string;
  see: CaseVisibility;
  branch: string;
  parent: ScopeParent | null;
  hasParty: boolean;
  evidence: Set<string>;
  pages: Set<string>;
}

/** When it was closed; where its source does not know, when it was received: the earliest that can be true. */
function closedAt(complaint: FoldedComplaint): number | null {
  if (complaint.closed === null) return null;
  const on = complaint.closed.on ?? complaint.received;
  return Date.parse(isInstant(on) ? on : `${on}T00:00:00Z`);
}

function formerKeys({ log, earlier, region, assignee }: FoldedComplaint): string[] {
  const keys = new Set<string>();
  for (const one of earlier?.regions ?? []) if (one !== region) keys.add(`region:${one}`);
  for (const one of earlier?.state.assigneesEver ?? []) if (one !== assignee) keys.add(`person:${one}`);
  for (const { event, without } of log) {
    if (without !== null) continue;
    const { data, kind } = event;
    if ((kind === 'received' || kind === 'transferred') && data['region'] !== region)
      keys.add(`region:${String(data['region'])}`);
    if (kind === 'assigned' && typeof data['to'] === 'string' && data['to'] !== assignee)
      keys.add(`person:${data['to']}`);
  }
  return [...keys];
}

export function visibilityOf(complaint: FoldedComplaint): CaseVisibility {
  return {
    complaint: docKeys(`complaint:${complaint.complaint}`, complaint),
    party: docKeys(`party:${complaint.complaint}`, complaint),
    closedAt: closedAt(complaint),
    formerly: formerKeys(complaint),
  };
}

export const caseTypes = ['complaint', 'log', 'party', 'evidence'] as const;
export const isCaseDoc = (id: string): boolean => (caseTypes as readonly string[]).includes(typeOf(id));
/** `<complaint>` of `complaint:<complaint>`, `log:<complaint>:<page>`, `party:<complaint>` and `evidence:<complaint>:<uuid>`. */
export const caseIdOf = (docId: string): string => restOf(docId).split(':')[0] ?? '';

export class CaseIndex {
  readonly #slots = new Map<string, Slot>();
  /** ids, newest first; null: one has come since it was sorted */
  #sorted: readonly string[] | null = null;
  /** hash of evidence bytes to the ids of evidence that has them */
  readonly #withHash = new Map<string, Set<string>>();
  readonly #hashes = new Map<string, string>();
  readonly #contested = new Set<string>();

  /** @returns how the complaint was read before */
  apply({ id: docId, deleted, doc }: Seen): CaseVisibility {
    const id = caseIdOf(docId);
    const slot = this.#slots.get(id) ?? this.#add(id);
    const before = slot.see;
    switch (typeOf(docId)) {
      case 'complaint':
        this.#complaint(slot, deleted ? null : (doc as unknown as FoldedComplaint));
        break;
      case 'log':
        if (deleted) slot.pages.delete(docId);
        else slot.pages.add(docId);
        break;
      case 'party':
        slot.hasParty = !deleted;
        break;
      case 'evidence':
        if (deleted) slot.evidence.delete(docId);
        else slot.evidence.add(docId);
        this.#bytes(docId, deleted ? null : doc?.['hash']);
        break;
    }
    return before;
  }

  get(id: string): CaseEntry | null {
    const slot = this.#slots.get(id);
    return slot === undefined || slot.parent === null ? null : (slot as CaseEntry);
  }

  /** Every complaint that is there, newest first (ids are in the order of time). */
  *newestFirst(before: string | undefined): Iterable<CaseEntry> {
    this.#sorted ??= [...this.#slots.keys()].sort().reverse();
    for (const id of this.#sorted) {
      const entry = before === undefined || id < before ? this.get(id) : null;
      if (entry !== null) yield entry;
    }
  }

  /** The complaints that have evidence with these bytes. */
  withHash(hash: string): readonly CaseEntry[] {
    const ids = new Set([...(this.#withHash.get(hash) ?? [])].map(caseIdOf));
    return [...ids].flatMap((id) => this.get(id) ?? []);
  }

  /** How many complaints have a field that two people set differently, and nobody has settled. */
  get contested(): number {
    return this.#contested.size;
  }

  get size(): number {
    return this.#slots.size;
  }

  #add(id: string): Slot {
    const slot: Slot = {
      id,
      see: unseen,
      branch: '',
      parent: null,
      hasParty: false,
      evidence: new Set(),
      pages: new Set(),
    };
    this.#slots.set(id, slot);
    this.#sorted = null;
    return slot;
  }

  #complaint(slot: Slot, complaint: FoldedComplaint | null): void {
    slot.parent = complaint === null ? null : scopeParentOf(complaint);
    slot.branch = complaint?.branch ?? '';
    slot.see = complaint === null ? unseen : visibilityOf(complaint);
    if (complaint !== null && complaint.contested.length > 0) this.#contested.add(slot.id);
    else this.#contested.delete(slot.id);
  }

  /** @param hash of the evidence's bytes; null: it is gone */
  #bytes(docId: string, hash: unknown): void {
    const before = this.#hashes.get(docId);
    if (before === hash) return;
    if (before !== undefined) {
      const having = this.#withHash.get(before);
      having?.delete(docId);
      if (having?.size === 0) this.#withHash.delete(before);
      this.#hashes.delete(docId);
    }
    if (typeof hash !== 'string') return;
    this.#hashes.set(docId, hash);
    this.#withHash.set(hash, (this.#withHash.get(hash) ?? new Set()).add(docId));
  }
}

function scopeParentOf(complaint: FoldedComplaint): ScopeParent {
  const { region, branchesEver, recorder, assignee, about, sealed, erased } = complaint;
  return { region, branchesEver, recorder, assignee, about, sealed, erased };
}
