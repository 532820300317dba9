/**
 * How often somebody may guess. Failures are counted for each login and each address; beyond a few, every further one
 * doubles a wait.
 *
 * Invariants: an attempt counts as failed until it has succeeded, so that a hundred at once are a hundred; logins that
 * exist and logins that don't are counted alike; counters are a fixed number of local documents (two bytes of a
 * digest), so that guessing fills no disk, and both processes of a pair read them.
 */
import * as v from 'valibot';
import { Mutex } from '../sync/mutex.ts';
import type { Store } from '../store/store.ts';
import { foldLogin } from './login.ts';
import { digest } from './secret.ts';

const counter = v.looseObject({ failures: v.number(), last: v.number(), until: v.number() });
type Counter = v.InferOutput<typeof counter>;
const NONE: Counter = { failures: 0, last: 0, until: 0 };

interface Patience {
  /** failures without a wait */
  readonly free: number;
}
const OF_LOGIN: Patience = { free: 5 };
/** An office has one address. */
const OF_ADDRESS: Patience = { free: 50 };
const FIRST_WAIT = 5_000;
const LONGEST_WAIT = 15 * 60_000;
const FORGOTTEN_AFTER = 60 * 60_000;

/** @returns milliseconds to wait after that many failures */
export const waitAfter = (failures: number, { free }: Patience): number =>
  failures < free ? 0 : Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(20, failures - free));

export interface Guess {
  /** null: a one-time code, which belongs to nobody yet */
  readonly login: string | null;
  readonly address: string;
}
export type Allowance =
  | { readonly ok: true }
  | { readonly ok: false; /** seconds */ readonly retryAfter: number };

const bucket = (kind: string, of: string): string =>
  `attempts-${kind}-${Buffer.from(digest(of), 'base64url').subarray(0, 2).toString('hex')}`;

export class Attempts {
  readonly #store: Pick<Store, 'getLocal' | 'putLocal'>;
  readonly #now: () => number;
  readonly #mutex = new Mutex();

  constructor(store: Pick<Store, 'getLocal' | 'putLocal'>, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  /** Counts an attempt as failed, or says how long to wait; then it is not counted and must not be tried. */
  begin(guess: Guess): Promise<Allowance> {
    const buckets = bucketsOf(guess);
    return this.#mutex.runAll(
      buckets.map(({ id }) => id),
      async () => {
        const now = this.#now();
        const counters = await Promise.all(buckets.map(({ id }) => this.#read(id, now)));
        const until = Math.max(...counters.map((one) => one.until));
        if (now < until) return { ok: false, retryAfter: Math.ceil((until - now) / 1000) };
        await Promise.all(
          buckets.map(({ id, patience }, index) => {
            const failures = (counters[index]?.failures ?? 0) + 1;
            return this.#store.putLocal(id, {
              failures,
              last: now,
              until: now + waitAfter(failures, patience),
            });
          }),
        );
        return { ok: true };
      },
    );
  }

  /** Takes back what `begin` counted. One who knows one password wipes out the login's failures, not the address's. */
  async succeeded(guess: Guess): Promise<void> {
    const buckets = bucketsOf(guess);
    await this.#mutex.runAll(
      buckets.map(({ id }) => id),
      async () => {
        for (const { id, patience } of buckets) {
          const before = await this.#read(id, this.#now());
          const failures = patience === OF_LOGIN ? 0 : Math.max(0, before.failures - 1);
          await this.#store.putLocal(id, { ...before, failures, until: 0 });
        }
      },
    );
  }

  async #read(id: string, now: number): Promise<Counter> {
    const found = v.safeParse(counter, await this.#store.getLocal(id));
    return found.success && now - found.output.last < FORGOTTEN_AFTER ? found.output : NONE;
  }
}

const bucketsOf = ({ login, address }: Guess) => [
  ...(login === null ? [] : [{ id: bucket('login', foldLogin(login)), patience: OF_LOGIN }]),
  { id: bucket('address', address), patience: OF_ADDRESS },
];
