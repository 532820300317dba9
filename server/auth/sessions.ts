/** Sessions: opened, found again by what a request carries, used, ended. */
import type { FastifyBaseLogger, FastifyRequest } from 'fastify';
import type { Stores } from '../store/store.ts';
import type { AccountDoc } from './account.ts';
import { presented } from './cookies.ts';
import { deviceDocId } from './device.ts';
import type { DeviceDoc } from './device.ts';
import type { Directory } from './directory.ts';
import { newToken } from './secret.ts';
import { isKioskSession, sessionDoc, sessionDocId, sessionEnd, wantsTouch } from './session.ts';
import type { SessionDoc } from './session.ts';
import { readAs, under } from './stored.ts';

/** A session that holds now, and whose it is: a person's, or a kiosk's. */
export type Live =
  | { readonly session: SessionDoc; readonly account: AccountDoc; readonly device: DeviceDoc | null }
  | { readonly session: SessionDoc; readonly account: null; readonly device: DeviceDoc };

export class Sessions {
  readonly #stores: Pick<Stores, 'accounts'>;
  readonly #directory: Directory;
  readonly #now: () => number;
  readonly #log: FastifyBaseLogger;
  readonly #touching = new Map<string, Promise<void>>();

  constructor(
    stores: Pick<Stores, 'accounts'>,
    directory: Directory,
    now: () => number,
    log: FastifyBaseLogger,
  ) {
    this.#stores = stores;
    this.#directory = directory;
    this.#now = now;
    this.#log = log;
  }

  /**
   * @param device of a person's browser that is enrolled already, `device:<id>`
   * @returns the token, which is nowhere else from now on
   */
  async open(of: AccountDoc | DeviceDoc, device: string | null = null): Promise<string> {
    const token = newToken();
    const now = this.#now();
    const doc: SessionDoc = {
      _id: sessionDocId(token) ?? '',
      type: 'session',
      v: 1,
      of: of._id,
      epoch: of.type === 'account' ? of.epoch : 0,
      device: of.type === 'device' ? of._id : device,
      created: now,
      seen: now,
    };
    await this.#stores.accounts.write([doc]);
    await this.#directory.reread('accounts', [doc._id]);
    return token;
  }

  /** The session that a request carries, holding now; null: none, or it has ended. */
  async live(request: FastifyRequest): Promise<Live | null> {
    const carried = presented(request);
    return carried === null ? null : this.liveByToken(carried.token);
  }

  async liveByToken(token: string): Promise<Live | null> {
    const id = sessionDocId(token);
    return id === null ? null : this.liveById(id, true);
  }

  /** @param used whether this counts as being used */
  async liveById(id: string, used: boolean): Promise<Live | null> {
    const session = await this.#directory.session(id);
    const now = this.#now();
    if (session === null || now >= sessionEnd(session)) return null;
    const device = session.device === null ? null : await this.#directory.device(session.device);
    // whoever loses a phone has its sessions ended with it
    if (session.device !== null && (device === null || device.revoked !== null)) return null;
    if (used && wantsTouch(session, now)) this.#touch(session, now);
    if (isKioskSession(session)) return device === null ? null : { session, account: null, device };
    const account = await this.#directory.account(session.of);
    if (account === null || account.epoch !== session.epoch || account.disabled) return null;
    return { session, account, device };
  }

  /** From now on this session's browser signs as that device. */
  async bind(session: SessionDoc, device: string): Promise<void> {
    for (;;) {
      const current = readAs(sessionDoc, await this.#stores.accounts.get(session._id));
      if (current === null || current.device === deviceDocId(device)) break;
      await this.#stores.accounts.write([{ ...current, device: deviceDocId(device) }]);
    }
    await this.#directory.reread('accounts', [session._id]);
  }

  async end(session: SessionDoc): Promise<void> {
    for (;;) {
      const current = await this.#stores.accounts.get(session._id);
      if (current === null) break;
      await this.#stores.accounts.write([{ _id: current._id, _rev: current._rev, _deleted: true }]);
    }
    await this.#directory.reread('accounts', [session._id]);
  }

  /** Forgets sessions that have run out. */
  async sweep(): Promise<void> {
    const now = this.#now();
    const sessions = await this.#stores.accounts.range(under('session:'));
    const over = sessions.filter((doc) => {
      const session = readAs(sessionDoc, doc);
      return session === null || now >= sessionEnd(session);
    });
    await this.#stores.accounts.write(over.map(({ _id, _rev }) => ({ _id, _rev, _deleted: true })));
  }

  /** Waits for what was begun. */
  async close(): Promise<void> {
    await Promise.allSettled(this.#touching.values());
  }

  /** Behind the answer's back: losing a race, or the store for a moment, costs nothing but a later write. */
  #touch(session: SessionDoc, now: number): void {
    if (this.#touching.has(session._id)) return;
    const write = this.#stores.accounts
      .write([{ ...session, seen: now }])
      .then(() => this.#directory.reread('accounts', [session._id]))
      .catch((error: unknown) => this.#log.warn({ err: error }, 'a session was not marked as used'))
      .finally(() => this.#touching.delete(session._id));
    this.#touching.set(session._id, write);
  }
}
