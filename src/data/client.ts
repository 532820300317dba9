/** The page's end of the store's worker. */
import { proxy, wrap } from 'comlink';
import type { DataChange, ListQuery } from './api.ts';
import type { TimedApi } from './browser/timed.ts';

export interface DataClient {
  readonly api: TimedApi;
  /** @returns stop listening */
  listen(listener: (change: DataChange) => void): () => void;
  /** Asks the browser never to clear our stores; at enrolment, when a person has just shown that they mean it. */
  persist(): Promise<boolean>;
}

/** Once a page. @param worker the page's own */
export function dataOf(worker: Worker): DataClient {
  const api = untilFirstList(wrap<TimedApi>(worker));
  const listeners = new Set<(change: DataChange) => void>();
  void api.onChange(
    proxy((change: DataChange) => {
      for (const listener of listeners) listener(change);
    }),
  );
  // The worker hears it too, but not in every browser.
  addEventListener('online', () => void api.syncNow());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void api.syncNow();
  });
  return {
    api,
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    persist: async () => (await navigator.storage?.persist?.()) ?? false,
  };
}

/** Marks in the browser's timeline when the first list was there: the budget that a field worker feels. */
function untilFirstList(api: TimedApi): TimedApi {
  let first = true;
  return new Proxy(api, {
    get: (target, name: keyof TimedApi) => {
      if (name !== 'list' || !first) return target[name];
      return async (query: ListQuery) => {
        const list = await target.list(query);
        if (first) performance.measure('redress:list-usable', { start: 0 });
        first = false;
        return list;
      };
    },
  });
}
