/** The reference data that facts are made with: zones of regions, surveys, categories. Follows the registry. */
import type { RegionDoc, TaxonomyDoc } from '../../src/domain/registry.ts';
import type { Survey } from '../../src/domain/survey/definition.ts';
import type { WorkingCalendar } from '../../src/domain/time/calendar.ts';
import { following } from '../cases/following.ts';
import { readAll } from '../cases/reading.ts';
import type { Seen } from '../cases/reading.ts';
import type { Store, StoredDoc } from '../store/store.ts';

/** What facts must be made anew for, since they were made without it or with another. */
export type Stale = { readonly region: string } | { readonly survey: string };

export class Reference {
  readonly #docs = new Map<string, StoredDoc>();
  readonly #stop = new AbortController();
  #following: Promise<void> = Promise.resolve();
  #onStale: (stale: Stale) => void = () => undefined;

  static async open(registry: Store, onError: (error: unknown) => void): Promise<Reference> {
    const reference = new Reference();
    const seq = await readAll(registry, [''], (seen) => reference.#apply(seen));
    reference.#following = following(
      registry,
      seq,
      reference.#stop.signal,
      (change) => reference.#apply(change),
      onError,
    );
    return reference;
  }

  onStale(listener: (stale: Stale) => void): void {
    this.#onStale = listener;
  }

  calendarOf = (region: string): WorkingCalendar | undefined =>
    (this.#docs.get(`region:${region}`) as RegionDoc | undefined)?.calendar;
  survey = (id: string): Survey | undefined => this.#docs.get(id)?.['survey'] as Survey | undefined;

  /** How far down a category is, 1 the widest; null: the taxonomy has none of that code. */
  levelOf(code: string): number | null {
    const { categories } = (this.#docs.get('taxonomy:categories') ?? {
      categories: [],
    }) as unknown as TaxonomyDoc;
    const parents = new Map(categories.map((one) => [one.code, one.parent]));
    let level = 0;
    for (let at: string | null | undefined = code; at !== null; at = parents.get(at)) {
      if (at === undefined || !parents.has(at) || level > categories.length) return null;
      level += 1;
    }
    return level;
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.#following;
  }

  #apply({ id, deleted, doc }: Seen): void {
    const before = this.#docs.get(id);
    if (deleted) this.#docs.delete(id);
    else if (doc !== undefined) this.#docs.set(id, doc);
    if (
      id.startsWith('region:') &&
      JSON.stringify(before?.['calendar']) !== JSON.stringify(doc?.['calendar'])
    ) {
      this.#onStale({ region: id.slice('region:'.length) });
    }
    if (id.startsWith('survey:') && before === undefined) this.#onStale({ survey: id });
  }
}
