/**
 * Complaints with events that are only on this device, as lists show them. Kept on disk beside the projection, so that a
 * start need not fold them again; an entry that was made from other events than those in the outbox is not used.
 */
import type { ComplaintId } from '../../domain/ids.ts';
import type { Store } from '../store/store.ts';
import type { CaseEntry } from './case-entry.ts';
import { savedJson } from './saved-json.ts';
import type { SearchText } from './search.ts';

export interface OwnCase {
  readonly entry: CaseEntry;
  readonly text: SearchText;
  /** ids of the events that are only here */
  readonly events: readonly string[];
}

const DOC = 'own';

export class OwnCases {
  readonly #store: Store;
  readonly #cases = new Map<ComplaintId, OwnCase>();
  #changed = false;
  /** what is on disk is what was used of it: a kill may have left there what has gone from the outbox since */
  #agrees = false;
  #version = 0;

  constructor(store: Store) {
    this.#store = store;
  }

  /**
   * @param present events in the outbox, by complaint
   * @returns complaints whose entry was not there, or was made from other events
   */
  async load(present: ReadonlyMap<ComplaintId, readonly string[]>): Promise<ComplaintId[]> {
    if (present.size === 0) return [];
    const [doc] = await this.#store.many([DOC]);
    const kept = new Map(savedJson<[ComplaintId, OwnCase][]>(doc, []));
    this.#agrees = [...kept.keys()].every((id) => present.has(id));
    return [...present].flatMap(([id, events]) => {
      const found = kept.get(id);
      if (found === undefined || !sameIds(found.events, events)) return [id];
      this.#cases.set(id, found);
      return [];
    });
  }

  /** @param events ids of the events in the outbox; none: it has no entry */
  isMadeFrom(id: ComplaintId, events: readonly string[]): boolean {
    return sameIds(this.#cases.get(id)?.events ?? [], events);
  }

  async save(): Promise<void> {
    if (!this.#changed && this.#agrees) return;
    this.#changed = false;
    const json = JSON.stringify([...this.#cases]);
    const [found] = await this.#store.many([DOC]);
    this.#agrees = true;
    if (json === (found?.['json'] ?? '[]')) return;
    try {
      await this.#store.write([{ _id: DOC, ...(found ? { _rev: found._rev } : {}), json }]);
    } catch (error) {
      this.#changed = true;
      throw error;
    }
  }

  /** Another number after each change. */
  get version(): number {
    return this.#version;
  }
  get(id: string): OwnCase | undefined {
    return this.#cases.get(id as ComplaintId);
  }
  ids(): ComplaintId[] {
    return [...this.#cases.keys()];
  }
  entries(): CaseEntry[] {
    return [...this.#cases.values()].map(({ entry }) => entry);
  }
  set(id: ComplaintId, own: OwnCase | null): void {
    if (own !== null) this.#cases.set(id, own);
    else if (!this.#cases.delete(id)) return;
    this.#changed = true;
    this.#version += 1;
  }
}

const sameIds = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((id, at) => id === other[at]);
