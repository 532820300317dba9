import type { Profile } from './api.ts';
import type { Mirror } from './mirror/mirror.ts';
import type { Outbox } from './outbox/outbox.ts';
import type { RegistryCache } from './registry.ts';
import type { Surroundings } from './ports.ts';
import type { SignedItem } from './outbox/pen.ts';
import type { StoredDoc } from './store/engine.ts';
import type { Store } from './store/store.ts';
import type { Stores } from './stores.ts';

/** What is another than before. */
export interface Followed {
  readonly registry: boolean;
  /** any complaint, or what is said of it by reference data */
  readonly complaints: boolean;
}

/**
 * What a tab holds in memory of an account, besides its outbox.
 *
 * Invariants
 * - It is up to date with what this tab wrote before anybody is told of it.
 * - It can be lost at any time: all of it is read again from the mirror and the outbox.
 */
export interface Holding {
  readonly registry: RegistryCache;
  /** What the first screen needs, and the outbox. @returns whether `catchUp` has still to be called */
  load(): Promise<boolean>;
  /** Reads what was written to the mirror meanwhile. */
  catchUp(): Promise<Followed>;
  /** What this tab has just pulled. @returns whether reference data changed */
  pulled(docs: readonly StoredDoc[], forget: readonly string[]): Promise<boolean>;
  /**
   * Takes from the outbox what the server has for good.
   * @param pulled when a complete pull began, Unix milliseconds; null: only part of one was written
   * @returns how many items left
   */
  settle(pulled: number | null): Promise<number>;
  /** What the server, restored from a backup, lacks of what was read here. @param after what was pulled of it, complete */
  lost(after: Store): Promise<SignedItem[]>;
  /** Items left the outbox, or another tab has written to it. */
  outboxChanged(): Promise<void>;
  /**
   * Saves what `load` could not find saved and had to make anew, which takes a second or more: the next start without a
   * network need not do it again. By the tab that syncs.
   */
  saveAnew(): Promise<void>;
  /** Saves what is cheap enough to be saved after every write. */
  saveOwn(): Promise<void>;
  /** Saves where what was saved last has what is to be forgotten. */
  saveForgotten(): Promise<void>;
  /** Saves all that is worth it, and forgets what is no longer needed. @returns whether anything was forgotten */
  tidy(): Promise<boolean>;
}

/** An account's stores, opened, that something is held of. */
export interface Opened {
  readonly profile: Profile;
  readonly stores: Stores;
  readonly mirror: Mirror;
  readonly outbox: Outbox;
  readonly around: Surroundings;
}
