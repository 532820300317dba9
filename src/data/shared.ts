/**
 * Answers that many components of a screen show: asked of the store once, however many show them, and all get the same
 * object.
 */
import type { DataChange } from './api.ts';
import type { DataClient } from './client.ts';

export interface Shared<T> {
  /** Asks, and again on changes, for as long as somebody listens. */
  readonly subscribe: (listener: () => void) => () => void;
  /** @returns the latest answer; undefined: not read yet, or not since nobody listened */
  readonly latest: () => T | undefined;
}

/** @param kind on which changes to ask again; never twice at a time */
export function createShared<T>(
  data: DataClient,
  kind: DataChange['kind'],
  query: (api: DataClient['api']) => Promise<T>,
): Shared<T> {
  const listeners = new Set<() => void>();
  let value: T | undefined;
  let stop: (() => void) | null = null;
  /** who asks; what an earlier one hears is nobody's any more */
  let asker = { asking: false, again: false };

  const ask = async (mine: typeof asker): Promise<void> => {
    mine.again = mine.asking;
    if (mine.asking) return;
    mine.asking = true;
    // What can't be read now is read on the next change; the device's status says what is wrong.
    const answer = await query(data.api).catch(() => undefined);
    mine.asking = false;
    if (mine !== asker || listeners.size === 0) return;
    if (answer !== undefined) {
      value = answer;
      for (const listener of listeners) listener();
    }
    if (mine.again) await ask(mine);
  };

  return {
    subscribe: (listener) => {
      listeners.add(listener);
      if (stop === null) {
        const mine = (asker = { asking: false, again: false });
        stop = data.listen((change) => {
          if (change.kind === kind) void ask(mine);
        });
        void ask(mine);
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stop?.();
        stop = null;
        value = undefined;
      };
    },
    latest: () => value,
  };
}
