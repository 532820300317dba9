import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pouch } from './pouch.ts';
import { openPouch } from './pouch.ts';
import { StoreError, asStoreError } from './store-error.ts';

/** What LevelDB may need to recover its log (one write buffer) and to begin another. */
const ROOM_BYTES = 8 * 1024 * 1024;

/**
 * A LevelDB that survives a full disk. After one failed write LevelDB refuses all later ones until it is
 * opened again, so that is done, once there is room, before the next write. Invariants:
 * - it is closed only when no work is under way, and no work begins before it is open again;
 * - while there is no room it stays open as it is, and goes on answering reads.
 */
export class ReopenablePouch {
  readonly #path: string;
  #opened: Promise<Pouch> | null;
  #damaged = false;
  #closed = false;
  readonly #busy = new Set<Promise<unknown>>();

  private constructor(path: string, pouch: Pouch) {
    this.#path = path;
    this.#opened = Promise.resolve(pouch);
  }

  static async open(path: string): Promise<ReopenablePouch> {
    return new ReopenablePouch(path, await openPouch(path));
  }

  async read<T>(work: (db: Pouch) => PromiseLike<T>): Promise<T> {
    // `#opened` may be replaced while we wait for it
    for (let opened = this.#open(); ; opened = this.#open()) {
      const db = await opened;
      if (opened === this.#opened) return this.#use(work(db));
    }
  }

  async write<T>(work: (db: Pouch) => PromiseLike<T>): Promise<T> {
    if (this.#damaged) await this.#repair();
    try {
      return await this.read(work);
    } catch (error) {
      this.#damaged = true;
      throw error;
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.allSettled(this.#busy);
    await (await this.#opened?.catch(() => null))?.close();
  }

  #open(): Promise<Pouch> {
    if (this.#closed) return Promise.reject(new StoreError('store.unavailable', 'the store is closed'));
    this.#opened ??= openPouch(this.#path).catch((error: unknown) => {
      this.#opened = null;
      throw error;
    });
    return this.#opened;
  }

  async #use<T>(work: PromiseLike<T>): Promise<T> {
    const job = Promise.resolve(work);
    this.#busy.add(job);
    try {
      return await job;
    } catch (error) {
      throw asStoreError(error);
    } finally {
      this.#busy.delete(job);
    }
  }

  async #repair(): Promise<void> {
    await this.#assertRoom();
    if (!this.#damaged) return; // another writer was quicker
    this.#damaged = false;
    const before = this.#opened;
    const idle = Promise.allSettled(this.#busy);
    this.#opened = idle
      .then(async () => (await before)?.close())
      .then(() => openPouch(this.#path))
      .catch((error: unknown) => {
        this.#opened = null;
        throw asStoreError(error);
      });
    await this.#opened;
  }

  async #assertRoom(): Promise<void> {
    const probe = join(this.#path, '..', 'room.tmp');
    try {
      const file = await open(probe, 'w');
      try {
        await file.writeFile(new Uint8Array(ROOM_BYTES));
        await file.sync();
      } finally {
        await file.close();
      }
    } catch (error) {
      throw new StoreError(asStoreError(error).code, 'no room to reopen the store after a failed write', {
        cause: error,
      });
    } finally {
      await rm(probe, { force: true });
    }
  }
}
