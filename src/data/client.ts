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

/** Each with what its work needs: a kiosk's is smaller by all that is about complaints. */
const START = {
  person: () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'redress-data' }),
  kiosk: () =>
    new Worker(new URL('./kiosk-worker.ts', import.meta.url), { type: 'module', name: 'redress-data' }),
};

/** Starts the worker; once a page. @param who works in this page, and nobody else until it is loaded anew */
export function startData(who: keyof typeof START): DataClient {
  const worker = START[who]();
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
