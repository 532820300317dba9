/**
 * What changed lately, and who could read it before and after. Follows the data and the registry from the moment it
 * was opened. Invariants: `position` of a sequence that it knows is exact; a change is in the index before anybody is
 * told of it; the window only forgets from its old end, and says so (`after` gives null) instead of skipping.
 */
import type { Change, Seq, Stores } from '../store/store.ts';
import { docKeys } from '../../src/domain/scope.ts';
import type { DocKeys } from '../../src/domain/scope.ts';
import { following } from '../cases/following.ts';
import { readAll } from '../cases/reading.ts';
import { CaseIndex, caseIdOf, caseTypes, isCaseDoc } from './case-index.ts';
import type { CaseVisibility } from './case-index.ts';

/** Changes that are kept: a device that was away for longer is sent its scope anew. */
const WINDOW = 50_000;

export interface CaseChange {
  readonly id: string;
  /** the document that changed */
  readonly doc: string;
  readonly before: CaseVisibility;
}

/** The last changes of one database, by sequence. */
class Window<T> {
  readonly #entries: { seq: Seq; value: T | null }[] = [];
  readonly #position = new Map<Seq, number>();
  #dropped = 0;
  #last: Seq;

  constructor(start: Seq) {
    this.#last = start;
    this.push(start, null);
  }

  get last(): Seq {
    return this.#last;
  }

  push(seq: Seq, value: T | null): void {
    this.#position.set(seq, this.#dropped + this.#entries.length);
    this.#entries.push({ seq, value });
    this.#last = seq;
    if (this.#entries.length <= WINDOW * 1.1) return;
    const old = this.#entries.splice(0, this.#entries.length - WINDOW);
    this.#dropped += old.length;
    for (const one of old) this.#position.delete(one.seq);
  }

  /** @returns null: that sequence is not known here, or no longer */
  after(seq: Seq): T[] | null {
    const position = this.#position.get(seq);
    if (position === undefined) return null;
    return this.#entries
      .slice(position + 1 - this.#dropped)
      .flatMap(({ value }) => (value === null ? [] : [value]));
  }
}

export type FeedEvent =
  | {
      readonly kind: 'case';
      readonly before: CaseVisibility;
      readonly after: CaseVisibility;
      readonly doc: string;
    }
  | { readonly kind: 'registry'; readonly keys: DocKeys };

export class Feed {
  readonly cases: CaseIndex;
  /** ids of the registry's documents */
  readonly registry: Set<string>;
  /** epochs of both databases: another one means that a token of before is worth nothing */
  readonly epoch: string;
  readonly #caseChanges: Window<CaseChange>;
  readonly #registryChanges: Window<string>;
  readonly #listeners = new Set<(event: FeedEvent) => void>();
  readonly #stop = new AbortController();
  readonly #followers: Promise<void>[] = [];

  private constructor(
    epoch: string,
    { cases, data }: { cases: CaseIndex; data: Seq },
    { ids, registry }: { ids: Set<string>; registry: Seq },
  ) {
    this.epoch = epoch;
    this.cases = cases;
    this.registry = ids;
    this.#caseChanges = new Window(data);
    this.#registryChanges = new Window(registry);
  }

  /** @param onError told once for each time that following fails; it goes on by itself */
  static async open(
    stores: Pick<Stores, 'data' | 'registry'>,
    onError: (error: unknown) => void,
  ): Promise<Feed> {
    const [{ epoch: ofData }, { epoch: ofRegistry }] = await Promise.all([
      stores.data.info(),
      stores.registry.info(),
    ]);
    const cases = new CaseIndex();
    const ids = new Set<string>();
    const prefixes = caseTypes.map((type) => `${type}:`);
    const data = await readAll(stores.data, prefixes, (seen) => cases.apply(seen));
    const registry = await readAll(stores.registry, [''], ({ id, deleted }) =>
      deleted ? ids.delete(id) : ids.add(id),
    );
    const feed = new Feed(`${ofData}.${ofRegistry}`, { cases, data }, { ids, registry });
    const { signal } = feed.#stop;
    feed.#followers.push(
      following(stores.data, data, signal, (change) => feed.#onData(change), onError),
      following(stores.registry, registry, signal, (change) => feed.#onRegistry(change), onError),
    );
    return feed;
  }

  get last(): { data: Seq; registry: Seq } {
    return { data: this.#caseChanges.last, registry: this.#registryChanges.last };
  }

  /** What changed after these sequences; null: longer ago than the window reaches. */
  since(at: { data: Seq; registry: Seq }): { cases: CaseChange[]; registry: string[] } | null {
    const cases = this.#caseChanges.after(at.data);
    const registry = this.#registryChanges.after(at.registry);
    return cases === null || registry === null ? null : { cases, registry };
  }

  /** @returns stop listening */
  listen(listener: (event: FeedEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#followers);
  }

  #onData(change: Change): void {
    if (!isCaseDoc(change.id)) {
      this.#caseChanges.push(change.seq, null);
      return;
    }
    const before = this.cases.apply(change);
    const id = caseIdOf(change.id);
    this.#caseChanges.push(change.seq, { id, doc: change.id, before });
    const after = this.cases.get(id)?.see;
    if (after) this.#tell({ kind: 'case', before, after, doc: change.id });
  }

  #onRegistry(change: Change): void {
    if (change.deleted) this.registry.delete(change.id);
    else this.registry.add(change.id);
    this.#registryChanges.push(change.seq, change.id);
    this.#tell({ kind: 'registry', keys: docKeys(change.id, null) });
  }

  #tell(event: FeedEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}
