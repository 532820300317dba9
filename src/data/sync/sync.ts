/**
 * Push, pull, wait; for as long as the account is open.
 *
 * Invariants
 * - One tab of a browser syncs (Web Lock); when it goes, the next takes over.
 * - Rounds are never concurrent. A wake-up during a round means another round after it.
 * - Whatever fails, the loop goes on: it waits longer each time, and a wake-up shortens the wait, but not to less than
 *   the server has asked for. A session that has ended stops nothing else; the next sign-in wakes it.
 */
import type { Mirror, Batch } from '../mirror/mirror.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { SignedItem } from '../outbox/pen.ts';
import type { Locks, SyncState } from '../ports.ts';
import { askedFor, backoff } from './backoff.ts';
import { Bell } from './bell.ts';
import type { Store } from '../store/store.ts';
import type { Call, CallFailure } from './http.ts';
import { pull } from './pull.ts';
import { push } from './push.ts';
import { listen } from './server-events.ts';

/** Milliseconds between rounds without and with a connection on which the server tells of changes. */
const POLL = 30_000;
const POLL_WITH_EVENTS = 5 * 60_000;
/** Held items are tried again after an hour: a manager may have given the reach that was lacking. */
const RETRY_HELD = 60 * 60_000;

export interface SyncHooks {
  /** this tab is the one that syncs from now on, and so the one that saves what all can read */
  readonly leading: () => Promise<void>;
  readonly state: (state: SyncState) => void;
  /** a batch is in the current mirror */
  readonly batch: (batch: Batch) => Promise<void>;
  /** the mirror is another database now */
  readonly replaced: () => Promise<void>;
  /** takes from the outbox what the server has for good: see `Holding` */
  readonly settle: (pulled: number | null) => Promise<number>;
  /** what the server lacks of what was read here: see `Holding` */
  readonly lost: (after: Store) => Promise<SignedItem[]>;
  /** items left the outbox or got a verdict */
  readonly outbox: () => Promise<void>;
  readonly figures: () => void;
  /** after a complete round; what can wait */
  readonly idle: () => Promise<void>;
  readonly failed: (error: unknown) => void;
}

export interface SyncPorts {
  readonly mirror: Mirror;
  readonly outbox: Outbox;
  /** null: not enrolled, so there is nothing of ours to push */
  readonly device: string | null;
  readonly call: Call;
  readonly locks: Locks;
  /** `redress-sync-<account>` */
  readonly lock: string;
  readonly now: () => number;
  readonly random: () => number;
  readonly online: () => boolean;
}

export class Sync {
  readonly #ports: SyncPorts;
  readonly #hooks: SyncHooks;
  readonly #bell = new Bell();
  readonly #retryListening = new Bell();
  #leading = false;
  #hearing = false;
  #heldTried: number;
  #state: SyncState;

  constructor(ports: SyncPorts, hooks: SyncHooks) {
    this.#ports = ports;
    this.#hooks = hooks;
    this.#heldTried = -Infinity;
    this.#state = { sync: 'idle', lastSync: null, progress: null };
  }

  /** When the last sync of an earlier run ended, Unix milliseconds. */
  lastSynced(at: number | null): void {
    this.#set({ lastSync: at });
  }

  /** Whether this tab is the one that syncs; another is told by a signal instead. */
  get leading(): boolean {
    return this.#leading;
  }
  get state(): SyncState {
    return this.#state;
  }

  /** Waits for its turn, then syncs until `signal`. */
  async run(signal: AbortSignal): Promise<void> {
    const { locks, lock } = this.#ports;
    await locks
      .hold(lock, signal, async () => {
        this.#leading = true;
        await this.#hooks.leading().catch(this.#hooks.failed);
        await Promise.all([this.#rounds(signal), this.#listening(signal)]);
        this.#leading = false;
      })
      .catch((error: unknown) => {
        if (!signal.aborted) this.#hooks.failed(error);
      });
  }

  wake(): void {
    this.#bell.ring();
    this.#retryListening.ring();
  }

  async #rounds(signal: AbortSignal): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      if (this.#ports.online()) this.#set({ sync: 'running' });
      const failure = await this.#round(signal);
      if (signal.aborted) return;
      this.#set({
        sync: stateAfter(failure),
        progress: null,
        ...(failure === null ? { lastSync: this.#ports.now() } : {}),
      });
      failures = failure === null ? 0 : failures + 1;
      if (failure === null) await this.#hooks.idle().catch(this.#hooks.failed);
      await this.#bell.wait(this.#pause(failure, failures), signal, askedFor(failure));
    }
  }

  #pause(failure: Failure, failures: number): number {
    if (failure === null) return this.#hearing ? POLL_WITH_EVENTS : POLL;
    return Math.max(backoff(failures, this.#ports.random()), askedFor(failure));
  }

  async #round(signal: AbortSignal): Promise<Failure> {
    if (!this.#ports.online()) return { ok: false, kind: 'offline' };
    try {
      const pushed = await this.#push(signal);
      if (pushed !== null) return pushed;
      const pulled = await this.#pull(signal);
      // What is offered again was found while pulling.
      return pulled ?? (await this.#push(signal));
    } catch (error) {
      // The store refused: full or broken. Nothing is lost, and the next round tries again.
      this.#hooks.failed(error);
      return { ok: false, kind: 'store' };
    }
  }

  async #push(signal: AbortSignal): Promise<CallFailure | null> {
    const { outbox, device, call, now } = this.#ports;
    if (device === null) return null;
    // Either way: a clock that is put right may go back by days.
    if (Math.abs(now() - this.#heldTried) > RETRY_HELD) {
      this.#heldTried = now();
      if (outbox.held().length > 0) await outbox.release();
    }
    if (outbox.waiting().length === 0) return null;
    const failed = await push(outbox, device, call, signal);
    await this.#hooks.outbox();
    return failed;
  }

  async #pull(signal: AbortSignal): Promise<CallFailure | null> {
    const { mirror, outbox, device, call, now } = this.#ports;
    const began = now();
    const pulled = await pull(mirror, call, signal, {
      written: async (batch, fresh) => {
        if (fresh) return;
        await this.#hooks.batch(batch);
        await this.#settle(null);
      },
      progress: (done, pending) => this.#set({ progress: pending > 0 ? { done, pending } : null }),
      offerAgain: async (fresh) => {
        if (device !== null) await outbox.offerAgain(await this.#hooks.lost(fresh));
      },
    });
    if (!pulled.ok) return pulled;
    if (pulled.replaced) await this.#hooks.replaced();
    await this.#settle(began);
    return null;
  }

  async #settle(began: number | null): Promise<void> {
    const left = await this.#hooks.settle(began);
    if (left > 0) await this.#hooks.outbox();
  }

  async #listening(signal: AbortSignal): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      let failed: CallFailure | null = null;
      if (this.#ports.online()) {
        failed = await listen(this.#ports.call, signal, {
          open: () => {
            failures = 0;
            this.#hearing = true;
            // Something may have changed between the last pull and now.
            this.#bell.ring();
          },
          event: (name) => {
            if (name === 'figures') this.#hooks.figures();
            else if (name === 'change') this.#bell.ring();
          },
        });
        this.#hearing = false;
      }
      failures += 1;
      const wait = Math.max(backoff(failures + 1, this.#ports.random()), askedFor(failed));
      await this.#retryListening.wait(wait, signal, askedFor(failed));
    }
  }

  #set(change: Partial<SyncState>): void {
    const next = { ...this.#state, ...change };
    if (JSON.stringify(next) === JSON.stringify(this.#state)) return;
    this.#state = next;
    this.#hooks.state(next);
  }
}

type Failure = CallFailure | { readonly ok: false; readonly kind: 'store' } | null;

function stateAfter(failure: Failure): SyncState['sync'] {
  if (failure === null) return 'idle';
  return failure.kind === 'offline' || failure.kind === 'signIn' ? failure.kind : 'failing';
}
