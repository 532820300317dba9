/**
 * Accounts, devices and places as the store has them, in memory, so that asking who somebody is costs no request.
 *
 * Invariants: a copy is never replaced by an older one (two processes and the feed may cross); whatever another
 * process writes is here once its change has come by; what is not here is looked up before it counts as absent.
 */
import type { FastifyBaseLogger } from 'fastify';
import { branchDoc, organisationDoc } from '../../src/domain/registry.ts';
import type { OrganisationDoc } from '../../src/domain/registry.ts';
import type { BranchId, RegionId } from '../../src/domain/ids.ts';
import type { Store, Stores } from '../store/store.ts';
import { following } from '../cases/following.ts';
import { readAll } from '../cases/reading.ts';
import type { Seen } from '../cases/reading.ts';
import { accountDoc } from './account.ts';
import type { AccountDoc } from './account.ts';
import { deviceDoc } from './device.ts';
import type { DeviceDoc } from './device.ts';
import { LatestDocs } from './latest-docs.ts';
import { sessionDoc } from './session.ts';
import type { SessionDoc } from './session.ts';

/** Sessions kept in memory; the others are read when they call. */
const SESSIONS = 20_000;

export class Directory {
  readonly #accounts = new LatestDocs<AccountDoc>(accountDoc);
  readonly #devices = new LatestDocs<DeviceDoc>(deviceDoc);
  readonly #sessions = new LatestDocs<SessionDoc>(sessionDoc, SESSIONS);
  readonly #branches = new LatestDocs(branchDoc);
  readonly #organisation = new LatestDocs<OrganisationDoc>(organisationDoc);
  readonly #listeners = new Set<() => void>();
  readonly #ended = new AbortController();
  readonly #feeds: Promise<void>[] = [];
  readonly #stores: Pick<Stores, 'accounts' | 'registry'>;
  readonly #log: FastifyBaseLogger;

  private constructor(stores: Pick<Stores, 'accounts' | 'registry'>, log: FastifyBaseLogger) {
    this.#stores = stores;
    this.#log = log;
  }

  /** Reads what there is and follows what comes. */
  static async open(
    stores: Pick<Stores, 'accounts' | 'registry'>,
    log: FastifyBaseLogger,
  ): Promise<Directory> {
    const directory = new Directory(stores, log);
    await directory.#begin(stores.accounts, ['account:', 'device:'], (change) =>
      directory.#ofAccounts(change),
    );
    await directory.#begin(stores.registry, ['branch:', 'organisation:'], (change) =>
      directory.#ofRegistry(change),
    );
    return directory;
  }

  async close(): Promise<void> {
    this.#ended.abort();
    await Promise.allSettled(this.#feeds);
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @param id `account:<uuid>` */
  async account(id: string): Promise<AccountDoc | null> {
    return this.#accounts.get(id) ?? this.#lookUp(this.#accounts, this.#stores.accounts, id);
  }
  /** @param id `device:<id>` */
  async device(id: string): Promise<DeviceDoc | null> {
    return this.#devices.get(id) ?? this.#lookUp(this.#devices, this.#stores.accounts, id);
  }
  async session(id: string): Promise<SessionDoc | null> {
    return this.#sessions.get(id) ?? this.#lookUp(this.#sessions, this.#stores.accounts, id);
  }
  accounts = (): readonly AccountDoc[] => this.#accounts.all();
  devices = (): readonly DeviceDoc[] => this.#devices.all();
  organisation = (): OrganisationDoc | null => this.#organisation.get('organisation:self') ?? null;
  regionOf = (branch: BranchId): RegionId | null => this.#branches.get(`branch:${branch}`)?.region ?? null;
  branchesOf = (regions: readonly RegionId[]): readonly BranchId[] =>
    this.#branches.all().flatMap((one) => (regions.includes(one.region) ? [one.branch] : []));

  /** Takes in at once what this process has just written. */
  async reread(store: 'accounts' | 'registry', ids: readonly string[]): Promise<void> {
    const docs = await this.#stores[store].getMany(ids);
    const take = store === 'accounts' ? this.#ofAccounts : this.#ofRegistry;
    ids.forEach((id, index) =>
      take.call(this, { id, deleted: docs[index] === null, ...(docs[index] && { doc: docs[index] }) }),
    );
  }

  async #lookUp<D extends { _id: string; _rev?: string | undefined }>(
    docs: LatestDocs<D>,
    store: Store,
    id: string,
  ): Promise<D | null> {
    const found = await store.get(id);
    return found === null ? null : docs.take(found);
  }

  #ofAccounts({ id, doc, deleted }: Seen): void {
    if (id.startsWith('session:')) {
      if (deleted) this.#sessions.drop(id);
      else if (doc !== undefined && this.#sessions.get(id) !== undefined) this.#sessions.take(doc);
      // being used is no change of rights
      if (deleted) this.#tell();
      return;
    }
    const docs = id.startsWith('account:') ? this.#accounts : id.startsWith('device:') ? this.#devices : null;
    if (docs === null) return;
    if (deleted) docs.drop(id);
    else if (doc !== undefined) docs.take(doc);
    this.#tell();
  }

  #ofRegistry({ id, doc, deleted }: Seen): void {
    const docs = id.startsWith('branch:')
      ? this.#branches
      : id.startsWith('organisation:')
        ? this.#organisation
        : null;
    if (docs === null) return;
    if (deleted) docs.drop(id);
    else if (doc !== undefined) docs.take(doc);
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  async #begin(store: Store, prefixes: readonly string[], take: (change: Seen) => void): Promise<void> {
    const seq = await readAll(store, prefixes, take);
    const failed = (error: unknown) =>
      this.#log.error({ err: error }, 'following the accounts failed and goes on');
    this.#feeds.push(following(store, seq, this.#ended.signal, take, failed));
  }
}
