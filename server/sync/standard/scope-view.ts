/**
 * One database as one caller may see it. Invariants: an id out of scope is not there; what is read is held against the
 * caller's grants of that moment, so an answer that takes long ends when the session or a grant does.
 */
import { actorKeys, docKeys, keysMatch } from '../../../src/domain/scope.ts';
import type { Caller } from '../../auth/identity.ts';
import type { DocWithRevisions, Store } from '../../store/store.ts';
import { caseIdOf } from '../case-index.ts';
import { readInScope, recordReadings } from '../in-scope.ts';
import type { PullServices } from '../pull.ts';

export const databases = { redress_data: 'data', redress_registry: 'registry' } as const;
export type Database = (typeof databases)[keyof typeof databases];

/** The session ended while it was being answered. */
export class SessionEnded extends Error {
  override readonly name = 'SessionEnded';
  readonly statusCode = 401;
}

export class ScopeView {
  readonly services: PullServices;
  readonly database: Database;
  readonly caller: Caller;

  constructor(services: PullServices, database: Database, caller: Caller) {
    this.services = services;
    this.database = database;
    this.caller = caller;
  }

  get store(): Store {
    return this.services.context.stores[this.database];
  }

  /** A kiosk gives its answers to the data, and reads nothing of it. */
  get readsNothing(): boolean {
    return this.database === 'data' && this.caller.actor.role === 'kiosk';
  }

  /** Every id in scope, in the order of ids. */
  ids(): string[] {
    const { feed } = this.services;
    const keys = this.#keys(this.caller);
    if (this.database === 'registry')
      return [...feed.registry].filter((id) => keysMatch(keys, docKeys(id, null))).sort();
    const ids: string[] = [];
    for (const { id, see, hasParty, evidence, pages } of feed.cases.newestFirst(undefined)) {
      if (keysMatch(keys, see.complaint)) ids.push(`complaint:${id}`, ...pages);
      if (!keysMatch(keys, see.party)) continue;
      if (hasParty) ids.push(`party:${id}`);
      ids.push(...evidence);
    }
    return ids.sort();
  }

  /** @returns in the order of `ids`, with revisions; null for what is not there for this caller */
  async read(ids: readonly string[]): Promise<(DocWithRevisions | null)[]> {
    const { context } = this.services;
    const now = await context.identities.again(this.caller);
    if (now === null) throw new SessionEnded('the session ended');
    const keys = this.#keys(now);
    const asked = ids.map((id) => (this.#opens(keys, id) ? id : null));
    const docs = await readInScope(
      this.store,
      keys,
      asked.flatMap((id) => id ?? []),
    );
    const found = new Map(docs.flatMap((doc) => (doc === null ? [] : [[doc._id, doc] as const])));
    await recordReadings(context.audit, now, [...found.values()]);
    return ids.map((id) => found.get(id) ?? null);
  }

  #keys({ actor }: Caller): ReadonlySet<string> {
    return new Set(actorKeys(actor));
  }

  #opens(keys: ReadonlySet<string>, id: string): boolean {
    const { feed } = this.services;
    if (this.database === 'registry') return feed.registry.has(id) && keysMatch(keys, docKeys(id, null));
    const entry = feed.cases.get(caseIdOf(id));
    return entry !== null && keysMatch(keys, docKeys(id, entry.parent));
  }
}
