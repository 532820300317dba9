/** What the device's store needs from outside. A worker, and a test's device process, each bring their own. */
import type { Uuid } from '../domain/ids.ts';
import type { ZoneClock } from '../domain/time/zone.ts';
import type { KeyRing } from './keys/key-ring.ts';
import type { Engine } from './store/engine.ts';

/** One holder at a time for each name, over all tabs of a browser. */
export interface Locks {
  run<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Waits for `name`, then holds it for as long as `work` takes. Rejects when `signal` ends the waiting. */
  hold(name: string, signal: AbortSignal, work: () => Promise<void>): Promise<void>;
}

/** What tabs tell each other about one account. */
export type Signal =
  | { readonly kind: 'outbox' | 'mirror' | 'drafts' | 'figures' | 'wake' }
  | { readonly kind: 'sync'; readonly state: SyncState };

/** What the syncing tab knows, and the others show. */
export interface SyncState {
  readonly sync: 'idle' | 'running' | 'offline' | 'signIn' | 'failing';
  readonly lastSync: number | null;
  readonly progress: { readonly done: number; readonly pending: number } | null;
}

export interface Signals {
  /** To the other tabs, not to oneself. */
  post(signal: Signal): void;
  listen(listener: (signal: Signal) => void): void;
  close(): void;
}

export interface Storage {
  /** bytes; null where the browser does not say */
  estimate(): Promise<{ used: number; quota: number; persisted: boolean } | null>;
}

export interface Surroundings {
  readonly engine: Engine;
  readonly keys: KeyRing;
  readonly locks: Locks;
  readonly signals: (account: string) => Signals;
  readonly storage: Storage;
  readonly fetch: typeof fetch;
  /** `https://…` of the server, without a slash at the end; empty: our own origin */
  readonly baseUrl: string;
  /** false: surely without a network; true: perhaps with one */
  readonly online: () => boolean;
  /** Unix milliseconds */
  readonly now: () => number;
  readonly uuid: () => Uuid;
  /** 128 random bits, base64url */
  readonly salt: () => string;
  /** 0 ≤ x < 1 */
  readonly random: () => number;
}

/** Of a device that people work on: of complaints, some rules go by the time of day. */
export interface PersonSurroundings extends Surroundings {
  readonly zone: ZoneClock;
}
