import { useSyncExternalStore } from 'react';

/** Milliseconds: what is said of time on a screen is good to the minute. */
const STEP = 15_000;
let now = Date.now();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function look(): void {
  now = Date.now();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    now = Date.now();
    timer = setInterval(look, STEP);
    document.addEventListener('visibilitychange', look);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    document.removeEventListener('visibilitychange', look);
  };
}

/** @returns Unix milliseconds, kept up to date; one clock for all of a screen, so that its parts agree */
export const useNow = (): number => useSyncExternalStore(subscribe, () => now);
