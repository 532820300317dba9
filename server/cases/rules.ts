/**
 * The reference data that folding and admission need, in memory: policies, calendars, branches, surveys. Follows the
 * registry; what is not there (yet) is undefined, never guessed.
 */
import type { RegionDoc, BranchDoc } from '../../src/domain/registry.ts';
import type { DeadlinePolicy } from '../../src/domain/time/deadlines.ts';
import type { WorkingCalendar } from '../../src/domain/time/calendar.ts';
import type { Store, StoredDoc } from '../store/store.ts';
import { following } from './following.ts';
import { readAll } from './reading.ts';
import type { Seen } from './reading.ts';

export class Rules {
  readonly #docs = new Map<string, StoredDoc>();
  readonly #stop = new AbortController();
  #following: Promise<void> = Promise.resolve();

  /** @param onError told of each failure to follow; following goes on by itself */
  static async open(registry: Store, onError: (error: unknown) => void): Promise<Rules> {
    const rules = new Rules();
    const seq = await readAll(registry, [''], (seen) => rules.#apply(seen));
    rules.#following = following(
      registry,
      seq,
      rules.#stop.signal,
      (change) => rules.#apply(change),
      onError,
    );
    return rules;
  }

  policyOf = (id: string): DeadlinePolicy | undefined =>
    this.#docs.get(id)?.['policy'] as DeadlinePolicy | undefined;
  calendarOf = (region: string): WorkingCalendar | undefined =>
    (this.#docs.get(`region:${region}`) as RegionDoc | undefined)?.calendar;
  branch = (id: string): BranchDoc | undefined => this.#docs.get(`branch:${id}`) as BranchDoc | undefined;
  has = (id: string): boolean => this.#docs.has(id);

  async close(): Promise<void> {
    this.#stop.abort();
    await this.#following;
  }

  /** What this process has just written is known at once, not only when the follower has come to it. */
  take(doc: StoredDoc): void {
    this.#docs.set(doc._id, doc);
  }

  #apply({ id, deleted, doc }: Seen): void {
    if (deleted) this.#docs.delete(id);
    else if (doc) this.#docs.set(id, doc);
  }
}
