/** A store that tells how long its work took, how it failed, and which writes met another's. */
import { StoreError } from './store-error.ts';
import { DATABASES } from './store.ts';
import type { Store, Stores } from './store.ts';

export interface StoreWatch {
  /** @param seconds however it ended */
  took(database: string, operation: string, seconds: number): void;
  /** @param code of the `StoreError`, or `unexpected` */
  failed(database: string, code: string): void;
  conflicts(database: string, count: number): void;
}

export function watchedStores(stores: Stores, watch: StoreWatch): Stores {
  const watched = { ...stores };
  for (const name of DATABASES) watched[name] = watchedStore(stores[name], name, watch);
  return watched;
}

function watchedStore(store: Store, name: string, watch: StoreWatch): Store {
  const timed =
    <A extends unknown[], R>(operation: string, work: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      const since = performance.now();
      try {
        return await work(...args);
      } catch (error) {
        watch.failed(name, error instanceof StoreError ? error.code : 'unexpected');
        throw error;
      } finally {
        watch.took(name, operation, (performance.now() - since) / 1000);
      }
    };
  const write = timed('write', store.write);
  return {
    ...store,
    info: timed('info', store.info),
    changes: timed('changes', store.changes),
    get: timed('get', store.get),
    getMany: timed('getMany', store.getMany),
    range: timed('range', store.range),
    getLocal: timed('getLocal', store.getLocal),
    putLocal: timed('putLocal', store.putLocal),
    async write(docs) {
      const results = await write(docs);
      const count = results.filter(({ error }) => error !== undefined).length;
      if (count > 0) watch.conflicts(name, count);
      return results;
    },
  };
}
