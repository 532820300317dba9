/**
 * The one place that opens every store of an account: what encrypts them at rest will come here, and nothing else
 * needs to know. Each account has stores of its own; nothing is shared but the signing keys (`keys/`).
 */
import type { Engine, Pouch } from './store/engine.ts';
import { Replaceable } from './store/replaceable.ts';
import { Store } from './store/store.ts';

export interface Stores {
  /** what was pulled; read-only to the app */
  readonly mirror: Replaceable;
  /** what was made here and is not yet confirmed */
  readonly outbox: Replaceable;
  /** evidence waiting to go up */
  readonly blobs: Store;
  readonly drafts: Store;
  /** rows of lists and search texts, rebuildable from the mirror at any time */
  readonly projection: Store;
  close(): Promise<void>;
}

/** Opens nothing yet: each store is opened at its first use. @param account an opaque id, part of the names */
export function openStores(engine: Engine, account: string): Stores {
  const open = (name: string): Promise<Pouch> => Promise.resolve(engine(`redress/${account}/${name}`));
  const plain = (name: string): Store => new Store(() => open(name));
  const index = plain('index');
  const mirror = new Replaceable(index, 'mirror', open);
  const outbox = new Replaceable(index, 'outbox', open);
  const others = { blobs: plain('blobs'), drafts: plain('drafts'), projection: plain('projection') };
  return {
    mirror,
    outbox,
    ...others,
    close: async () => {
      await Promise.all([
        mirror.close(),
        outbox.close(),
        ...Object.values(others).map((store) => store.close()),
      ]);
      await index.close();
    },
  };
}
