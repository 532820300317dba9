import { useSyncExternalStore } from 'react';

let settled = false;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0 && !settled) {
    // The task after the next frame: what was drawn is on the screen.
    requestAnimationFrame(() =>
      setTimeout(() => {
        settled = true;
        for (const each of listeners) each();
      }),
    );
  }
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** @returns whether the first screen has been seen. What is dear and says little waits for it. */
export const useSettled = (): boolean => useSyncExternalStore(subscribe, () => settled);
