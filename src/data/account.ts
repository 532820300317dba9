/**
 * One account's stores, opened: everything that screens ask for, and the sync behind it.
 *
 * Invariants
 * - Nothing here needs the network, nor a session that still holds.
 * - Whoever is told of a change reads the changed state.
 */
import type { DataChange, DeviceStatus, HeldItem, Profile } from './api.ts';
import { accountOf, makerOf } from './author.ts';
import { Drafts } from './drafts.ts';
import type { Followed, Holding, Opened } from './holding.ts';
import { Mirror } from './mirror/mirror.ts';
import { Outbox } from './outbox/outbox.ts';
import type { Maker } from './outbox/pen.ts';
import type { Signal, Signals, Surroundings, SyncState } from './ports.ts';
import { failureOf } from './store/failure.ts';
import type { Replaceable } from './store/replaceable.ts';
import { openStores } from './stores.ts';
import type { Stores } from './stores.ts';
import { dropFinished } from './responses.ts';
import { callsTo } from './sync/http.ts';
import { Sync } from './sync/sync.ts';
import type { Work } from './work.ts';

type Tell = (kind: DataChange['kind']) => void;

/** Milliseconds. */
const SAVE_OWN_AFTER = 400;

export class Account<H extends Holding> {
  readonly name: string;
  readonly profile: Profile;
  readonly maker: Maker | null;
  readonly outbox: Outbox;
  readonly set: H;
  readonly drafts: Drafts;
  readonly signals: Signals;
  readonly #mirror: Mirror;
  readonly #stores: Stores;
  readonly #around: Surroundings;
  readonly #tell: Tell;
  readonly #ending = new AbortController();
  readonly #sync: Sync;
  #running: Promise<void> = Promise.resolve();
  #otherTab: SyncState | null = null;
  #full = false;
  #savingOwn: ReturnType<typeof setTimeout> | undefined;

  /** Reads from disk what the first screen needs. @throws what the stores throw */
  static async open<H extends Holding>(
    profile: Profile,
    work: Work<H>,
    around: Surroundings,
    tell: Tell,
  ): Promise<Account<H>> {
    const name = accountOf(profile);
    const stores = openStores(around.engine, name);
    try {
      const mirror = new Mirror(stores.mirror, around.now);
      const outbox = new Outbox(stores.outbox, around.locks, name, around);
      const opened: Opened = { profile, stores, mirror, outbox, around };
      const set = work.hold(opened);
      const [{ crypto }, behind] = await Promise.all([around.keys.of(name), set.load()]);
      const account = new Account(opened, set, makerOf(profile, crypto), tell);
      if (profile.kind === 'kiosk') await dropFinished(account.drafts, outbox);
      account.#start(behind);
      return account;
    } catch (error) {
      await stores.close();
      throw error;
    }
  }

  private constructor(opened: Opened, set: H, maker: Maker | null, tell: Tell) {
    const { profile, stores, mirror, outbox, around } = opened;
    const { locks, now, random, online } = around;
    this.name = accountOf(profile);
    this.profile = profile;
    this.maker = maker;
    this.outbox = outbox;
    this.set = set;
    this.#stores = stores;
    this.#mirror = mirror;
    this.#around = around;
    this.#tell = tell;
    this.drafts = new Drafts(stores.drafts, locks, this.name);
    this.signals = around.signals(this.name);
    const call = callsTo(around.fetch, around.baseUrl);
    const lock = `redress-sync-${this.name}`;
    this.#sync = new Sync(
      { mirror, outbox, device: maker?.device ?? null, call, locks, lock, now, random, online },
      {
        state: (state) => {
          this.signals.post({ kind: 'sync', state });
          this.#tell('status');
        },
        leading: () => set.saveAnew(),
        batch: async ({ docs, forget }) => {
          if (docs.length > 0 || forget.length > 0) this.#mirrored(await set.pulled(docs, forget));
        },
        replaced: () => this.#replaced(),
        settle: (pulled) => set.settle(pulled),
        lost: (after) => set.lost(after),
        outbox: async () => {
          await set.outboxChanged();
          this.#outboxChanged();
        },
        figures: () => {
          this.signals.post({ kind: 'figures' });
          this.#tell('figures');
        },
        idle: () => this.#tidy(),
        failed: (error) => this.failed(error),
      },
    );
  }

  async close(): Promise<void> {
    const { leading } = this.#sync;
    this.#ending.abort();
    clearTimeout(this.#savingOwn);
    this.signals.close();
    await this.#running;
    // What is to be forgotten doesn't wait for the next start, which may never come. A full disk must not keep it open.
    if (leading) await this.set.saveForgotten().catch(() => undefined);
    await this.#stores.close();
  }

  /** Something was written to the outbox: other tabs are told, and the one that syncs wakes. */
  wrote(): void {
    this.#full = false;
    this.#outboxChanged();
    this.wake();
    // Not at each of many writes in a row.
    clearTimeout(this.#savingOwn);
    this.#savingOwn = setTimeout(() => this.#inBackground(this.set.saveOwn()), SAVE_OWN_AFTER);
  }

  wake(): void {
    if (this.#sync.leading) this.#sync.wake();
    else this.signals.post({ kind: 'wake' });
  }

  /** A write or read failed. What was typed stays where it was typed. */
  failed(error: unknown): void {
    this.#full = failureOf(error) === 'store.full';
    this.#tell('status');
  }

  async status(): Promise<DeviceStatus> {
    const { sync, lastSync, progress } = this.#sync.leading
      ? this.#sync.state
      : (this.#otherTab ?? this.#sync.state);
    const online = this.#around.online();
    return {
      account: this.name,
      online,
      sync: online ? sync : 'offline',
      waiting: this.outbox.waiting().length,
      held: this.outbox.held().length,
      lastSync,
      progress,
      storage: await this.#around.storage.estimate(),
      full: this.#full,
    };
  }

  held(): HeldItem[] {
    return this.outbox.held().map(({ item, reason, at }) => ({
      id: item._id,
      type: item._id.slice(0, item._id.indexOf(':')),
      kind: typeof item['kind'] === 'string' ? item['kind'] : null,
      complaint: typeof item['complaint'] === 'string' ? item['complaint'] : null,
      reason,
      at,
    }));
  }

  /** @param behind the working set is as it was last saved */
  #start(behind: boolean): void {
    this.signals.listen((signal) => this.#inBackground(this.#onSignal(signal)));
    this.#running = (async () => {
      try {
        if (behind) this.#caughtUp(await this.set.catchUp());
        this.#sync.lastSynced(await this.#mirror.lastPulled());
        await this.set.saveOwn();
      } catch (error) {
        this.failed(error);
      }
      // What a kill left behind.
      for (const store of [this.#stores.mirror, this.#stores.outbox]) this.#destroyRetired(store);
      await this.#sync.run(this.#ending.signal);
    })();
  }

  #outboxChanged(): void {
    this.signals.post({ kind: 'outbox' });
    this.#tell('complaints');
    this.#tell('status');
  }

  #mirrored(registry: boolean): void {
    this.signals.post({ kind: 'mirror' });
    this.#tell('complaints');
    if (registry) this.#tell('registry');
  }

  #caughtUp({ registry, complaints }: Followed): void {
    if (registry) this.#tell('registry');
    if (complaints) this.#tell('complaints');
  }

  async #replaced(): Promise<void> {
    this.#mirrored((await this.set.catchUp()).registry);
    this.#destroyRetired(this.#stores.mirror);
  }

  async #onSignal(signal: Signal): Promise<void> {
    switch (signal.kind) {
      case 'outbox':
        await this.outbox.load();
        await this.set.outboxChanged();
        this.#tell('complaints');
        this.#tell('status');
        if (this.#sync.leading && this.outbox.waiting().length > 0) this.#sync.wake();
        return;
      case 'mirror':
        return this.#caughtUp(await this.set.catchUp());
      case 'wake':
        if (this.#sync.leading) this.#sync.wake();
        return;
      case 'sync':
        this.#otherTab = signal.state;
        return this.#tell('status');
      case 'drafts':
      case 'figures':
        return this.#tell(signal.kind);
    }
  }

  /** What can wait until nothing else is to be done. */
  async #tidy(): Promise<void> {
    if (this.maker !== null && (await this.outbox.replaceIfEmpty(this.maker.device))) {
      this.#destroyRetired(this.#stores.outbox);
    }
    if (await this.set.tidy()) this.#mirrored(false);
    if (await this.#mirror.tidy()) await this.#replaced();
  }

  #destroyRetired(store: Replaceable): void {
    this.#inBackground(store.destroyRetired());
  }

  #inBackground(work: Promise<void>): void {
    work.catch((error: unknown) => {
      if (!this.#ending.signal.aborted) this.failed(error);
    });
  }
}
