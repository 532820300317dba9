import type { CaseEntry } from './case-entry.ts';

/**
 * Entries by complaint. Those that were saved are indexed when one of them is first asked for, or changes: a list looks
 * at all of them, and 10,000 take 3 ms to index.
 */
export class Entries {
  /** not indexed yet; every complaint once */
  #saved: readonly CaseEntry[] | null = null;
  readonly #byId = new Map<string, CaseEntry>();

  /** @param saved instead of all that was known before; every complaint once */
  restore(saved: readonly CaseEntry[]): void {
    this.#byId.clear();
    this.#saved = saved;
  }

  clear(): void {
    this.restore([]);
  }

  /** A new array of all. */
  all(): CaseEntry[] {
    return this.#saved === null ? [...this.#byId.values()] : [...this.#saved];
  }

  get(id: string): CaseEntry | undefined {
    return this.#indexed().get(id);
  }
  has(id: string): boolean {
    return this.#indexed().has(id);
  }
  set(id: string, entry: CaseEntry): void {
    this.#indexed().set(id, entry);
  }
  delete(id: string): void {
    this.#indexed().delete(id);
  }

  #indexed(): Map<string, CaseEntry> {
    for (const entry of this.#saved ?? []) this.#byId.set(entry.id, entry);
    this.#saved = null;
    return this.#byId;
  }
}
