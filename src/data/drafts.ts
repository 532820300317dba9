/**
 * What is being typed or tapped, on disk before the next screen shows. Not signed, not sent: from a draft comes a
 * document, or it is given up.
 */
import type { Locks } from './ports.ts';
import type { NewDoc } from './store/engine.ts';
import type { Store } from './store/store.ts';

export class Drafts {
  readonly #store: Store;
  readonly #locks: Locks;
  readonly #lock: string;

  constructor(store: Store, locks: Locks, account: string) {
    this.#store = store;
    this.#locks = locks;
    this.#lock = `redress-drafts-${account}`;
  }

  /** On disk when it returns. The last one who writes a key, in whichever tab, is the one who is kept. */
  save(key: string, value: unknown): Promise<void> {
    return this.#put(key, (rev) => ({ _id: idOf(key), ...rev, value }));
  }

  async read(key: string): Promise<unknown> {
    const [doc] = await this.#store.many([idOf(key)]);
    return doc?.['value'] ?? null;
  }

  drop(key: string): Promise<void> {
    return this.#put(key, (rev) => ('_rev' in rev ? { _id: idOf(key), ...rev, _deleted: true } : null));
  }

  async #put(key: string, make: (rev: { _rev?: string }) => NewDoc | null): Promise<void> {
    await this.#locks.run(this.#lock, async () => {
      const [found] = await this.#store.many([idOf(key)]);
      const doc = make(found ? { _rev: found._rev } : {});
      if (doc !== null) await this.#store.write([doc]);
    });
  }
}

const idOf = (key: string): string => `draft:${key}`;
