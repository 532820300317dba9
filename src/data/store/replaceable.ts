import type { Pouch } from './engine.ts';
import { Store } from './store.ts';

interface Pointer {
  readonly current: number;
  /** the generation that is being filled; null: none */
  readonly next: number | null;
  /** replaced and not destroyed yet */
  readonly retired: readonly number[];
  /** the highest number given so far */
  readonly last: number;
}

/**
 * A store whose database is replaced whole when something in it is to be forgotten: `idb` cannot purge.
 *
 * Invariants
 * - The pointer document in `index` says which generation is current. Numbers only grow and are never used twice.
 * - A generation becomes current in one write, after everything that stays is in it and on disk.
 * - The old one is destroyed after that; when a kill comes between, by the next `destroyRetired`.
 * - Whoever calls `prepare`, `replace` or `abandon` holds the lock of this store over all tabs.
 */
export class Replaceable {
  /** the current generation */
  readonly store: Store;
  readonly #index: Store;
  readonly #name: string;
  readonly #openDatabase: (name: string) => Promise<Pouch>;
  #opened = 0;
  #preparing: { readonly generation: number; readonly store: Store } | null = null;

  constructor(index: Store, name: string, open: (name: string) => Promise<Pouch>) {
    this.#index = index;
    this.#name = name;
    this.#openDatabase = open;
    this.store = new Store(async () => {
      this.#opened = (await this.#pointer()).current;
      return await this.#openGeneration(this.#opened);
    });
  }

  /** Another tab may have replaced the database: opens what is current now. @returns its generation */
  async refresh(): Promise<number> {
    const { current } = await this.#pointer();
    if (this.#opened !== 0 && this.#opened !== current) await this.store.reopen();
    return current;
  }

  /**
   * Reads, and sees meanwhile whether it was the current database that was read: with a refresh first it would take the
   * disk twice as long.
   */
  async readCurrent<T>(read: (store: Store) => Promise<T>): Promise<T> {
    const opened = this.#opened;
    const reading = read(this.store);
    // Of a database that was replaced meanwhile nothing matters.
    reading.catch(() => undefined);
    const current = await this.refresh();
    return opened === 0 || opened === current ? await reading : await read(this.store);
  }

  /** What a kill left half filled, or null. */
  async preparing(): Promise<Store | null> {
    const { next } = await this.#pointer();
    return next === null ? null : this.#next(next);
  }

  /** A new generation to fill; one that is half filled is thrown away. */
  async prepare(): Promise<Store> {
    await this.abandon();
    const { last } = await this.#update((pointer) => ({
      ...pointer,
      next: pointer.last + 1,
      last: pointer.last + 1,
    }));
    return this.#next(last);
  }

  /** Throws away what was being filled. */
  async abandon(): Promise<void> {
    await this.#endPreparing();
    await this.#update((pointer) =>
      pointer.next === null
        ? pointer
        : { ...pointer, next: null, retired: [...pointer.retired, pointer.next] },
    );
  }

  /** What was being filled becomes the store. */
  async replace(): Promise<void> {
    await this.#endPreparing();
    await this.#update(({ current, next, retired, last }) =>
      next === null
        ? { current, next, retired, last }
        : { current: next, next: null, retired: [...retired, current], last },
    );
    await this.store.reopen();
  }

  /** Destroys what was replaced. A browser waits until every tab has let go of it, so nobody should wait for this. */
  async destroyRetired(): Promise<void> {
    for (const generation of (await this.#pointer()).retired) {
      await (await this.#openGeneration(generation)).destroy();
      await this.#update((pointer) => ({
        ...pointer,
        retired: pointer.retired.filter((one) => one !== generation),
      }));
    }
  }

  async close(): Promise<void> {
    await this.#endPreparing();
    await this.store.close();
  }

  async #endPreparing(): Promise<void> {
    await this.#preparing?.store.close();
    this.#preparing = null;
  }

  #next(generation: number): Store {
    if (this.#preparing?.generation === generation) return this.#preparing.store;
    const store = new Store(() => this.#openGeneration(generation));
    this.#preparing = { generation, store };
    return store;
  }

  #openGeneration(generation: number): Promise<Pouch> {
    return this.#openDatabase(`${this.#name}-${generation}`);
  }

  async #pointer(): Promise<Pointer> {
    const found = await this.#index.local<Pointer>(this.#name);
    return found ?? { current: 1, next: null, retired: [], last: 1 };
  }

  /** Another tab, or what destroys in the background, may write in between: then it is read and changed anew. */
  async #update(change: (pointer: Pointer) => Pointer): Promise<Pointer> {
    return await this.#index.updateLocal<Pointer>(this.#name, (found) =>
      change(found ?? { current: 1, next: null, retired: [], last: 1 }),
    );
  }
}
