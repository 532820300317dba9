/** Reference data in memory: what screens show, and what the fold has to know. */
import type { DeadlinePolicy } from '../domain/time/deadlines.ts';
import type { WorkingCalendar } from '../domain/time/calendar.ts';
import type { RegionId } from '../domain/ids.ts';
import { typeOf } from '../domain/ids.ts';
import type { BranchDoc, OrganisationDoc, PersonDoc, RegionDoc, TaxonomyDoc } from '../domain/registry.ts';
import type { Survey } from '../domain/survey/definition.ts';
import type { Registry } from './api.ts';
import type { StoredDoc } from './store/engine.ts';

const types = ['organisation', 'region', 'branch', 'taxonomy', 'person', 'policy', 'survey'] as const;
type RegistryType = (typeof types)[number];

const isRegistryType = (type: string): type is RegistryType => (types as readonly string[]).includes(type);

export class RegistryCache {
  readonly #docs: Record<RegistryType, Map<string, StoredDoc>> = {
    organisation: new Map(),
    region: new Map(),
    branch: new Map(),
    taxonomy: new Map(),
    person: new Map(),
    policy: new Map(),
    survey: new Map(),
  };

  /** These are all there are. */
  restore(docs: readonly StoredDoc[]): void {
    for (const type of types) this.#docs[type].clear();
    this.put(docs);
  }
  /** All of it, to be saved. */
  all(): StoredDoc[] {
    return types.flatMap((type) => [...this.#docs[type].values()]);
  }

  /** @returns whether any of them is reference data */
  put(docs: readonly StoredDoc[]): boolean {
    let changed = false;
    for (const doc of docs) {
      const type = typeOf(doc._id);
      if (!isRegistryType(type)) continue;
      this.#docs[type].set(doc._id, doc);
      changed = true;
    }
    return changed;
  }
  /** @returns whether any of them was reference data */
  drop(ids: readonly string[]): boolean {
    return ids
      .map((id) => isRegistryType(typeOf(id)) && this.#docs[typeOf(id) as RegistryType].delete(id))
      .includes(true);
  }

  get organisation(): OrganisationDoc | null {
    return this.#one<OrganisationDoc>('organisation', 'organisation:self');
  }
  branch(code: string): BranchDoc | null {
    return this.#one<BranchDoc>('branch', `branch:${code}`);
  }
  person(id: string): PersonDoc | null {
    return this.#one<PersonDoc>('person', `person:${id}`);
  }
  policyOf = (id: string): DeadlinePolicy | undefined =>
    this.#one<{ policy: DeadlinePolicy }>('policy', id)?.policy;
  calendarOf = (region: RegionId): WorkingCalendar | undefined =>
    this.#one<RegionDoc>('region', `region:${region}`)?.calendar;

  /** As screens want it. */
  view(): Registry {
    return {
      organisation: this.organisation,
      regions: this.#all<RegionDoc>('region'),
      branches: this.#all<BranchDoc>('branch'),
      categories: this.#one<TaxonomyDoc>('taxonomy', 'taxonomy:categories')?.categories ?? [],
      people: this.#all<PersonDoc>('person'),
      surveys: this.#all<{ _id: string; survey: Survey }>('survey').map(({ _id, survey }) => ({
        id: _id,
        survey,
      })),
    };
  }

  #one<T>(type: RegistryType, id: string): T | null {
    return (this.#docs[type].get(id) as T | undefined) ?? null;
  }
  #all<T>(type: RegistryType): T[] {
    return [...this.#docs[type].values()] as T[];
  }
}
