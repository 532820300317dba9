/** The server's insides without its network: stores, accounts and cases, opened together and closed in reverse. */
import type { FastifyBaseLogger } from 'fastify';
import { uuidv7 } from 'uuidv7';
import type { Uuid } from '../src/domain/ids.ts';
import { openAuth } from './auth/auth.ts';
import type { Auth } from './auth/auth.ts';
import { openCases } from './cases/cases.ts';
import type { Cases } from './cases/cases.ts';
import type { Config } from './config.ts';
import type { Context } from './context.ts';
import { openStores } from './store/open.ts';
import type { OpenOptions } from './store/open.ts';
import { watchedStores } from './store/watched.ts';
import type { StoreWatch } from './store/watched.ts';

export interface Inside {
  readonly context: Context;
  readonly auth: Auth;
  readonly cases: Cases;
  close(): Promise<void>;
}

/** What has been opened so far, so that a start that fails half way leaves nothing open. */
export class Opened {
  readonly #closers: (() => Promise<unknown> | void)[] = [];

  add<T extends { close(): Promise<unknown> | void }>(part: T): T {
    this.#closers.push(() => part.close());
    return part;
  }

  /** The last one first, and the others also when one fails. Rejects with the first failure. */
  async close(): Promise<void> {
    const failures: unknown[] = [];
    for (const close of this.#closers.splice(0).reverse()) {
      try {
        await close();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}

/** Where this configuration keeps what it stores. */
export const placeOf = ({ dataDir, couchdbUrl, couchdbPrefix, couchdbPlacement }: Config): OpenOptions => ({
  dataDir,
  couchdbUrl: couchdbUrl ?? undefined,
  prefix: `${couchdbPrefix}_`,
  placement: couchdbPlacement,
});

/**
 * Rejects with a `StoreError`; `store.locked` when a server has the embedded store open.
 *
 * @param now Unix milliseconds
 * @param watch told how the stores do
 */
export async function openInside(
  config: Config,
  log: FastifyBaseLogger,
  now: () => number = Date.now,
  watch: StoreWatch | null = null,
): Promise<Inside> {
  const opened = new Opened();
  try {
    const bare = opened.add(await openStores(placeOf(config)));
    const stores = watch === null ? bare : watchedStores(bare, watch);
    const uuid = (): Uuid => uuidv7() as Uuid;
    const auth = opened.add(await openAuth({ stores, now, uuid, log }));
    const { identities, audit } = auth;
    const context: Context = { config, stores, now, uuid, log, identities, audit };
    const cases = opened.add(await openCases(context));
    return { context, auth, cases, close: () => opened.close() };
  } catch (error) {
    await opened.close().catch((failure: unknown) => log.warn({ err: failure }, 'closing failed'));
    throw error;
  }
}
