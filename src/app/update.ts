/**
 * New versions of the app. Invariants: a waiting version starts only after `apply()`; a page reloads only by its own
 * `apply()`, never because another tab's did.
 */
import { useSyncExternalStore } from 'react';
import type { Workbox } from 'workbox-window';

const HOUR = 3_600_000;
/** Milliseconds: the first screen comes before a new version, and before the app is kept for the next start. */
const AFTER_START = 2_000;

export interface Update {
  /** a new version is there, or this page is older than the version in charge */
  readonly waiting: boolean;
  /** starts the new version and reloads this page; call it only by the user's word, or on an idle kiosk */
  readonly apply: () => void;
}

let worker: Workbox | undefined;
let state: 'current' | 'waiting' | 'applying' | 'outdated' = 'current';
const listeners = new Set<() => void>();

function become(next: typeof state): void {
  state = next;
  for (const listener of listeners) listener();
}

/** Looks for new versions: soon after the start, every hour, and when the page is shown again. */
export function startUpdates(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const inCharge = navigator.serviceWorker.controller;
  // A chunk that the server no longer has: another tab or the server moved on to a new version.
  window.addEventListener('vite:preloadError', () => {
    if (navigator.onLine) become('outdated');
  });
  setTimeout(() => void register(inCharge).catch(() => undefined), AFTER_START);
}

/**
 * @param inCharge the version that the page was loaded from; null: it came from the server just now, and is as new as
 *   whichever takes charge next
 */
async function register(inCharge: ServiceWorker | null): Promise<void> {
  const { Workbox } = await import('workbox-window');
  const workbox = new Workbox('/service-worker.js');
  worker = workbox;
  workbox.addEventListener('waiting', () => become('waiting'));
  workbox.addEventListener('controlling', ({ isUpdate, isExternal }) => {
    if (state === 'applying') location.reload();
    else if (inCharge !== null && (isUpdate === true || isExternal === true)) become('outdated');
  });
  // Another tab moved on before we listened.
  if (inCharge !== null && navigator.serviceWorker.controller !== inCharge) become('outdated');
  const look = (): void => {
    // Fails offline, and is tried again.
    if (document.visibilityState === 'visible') void workbox.update().catch(() => undefined);
  };
  document.addEventListener('visibilitychange', look);
  setInterval(look, HOUR);
  await workbox.register();
}

function apply(): void {
  if (state === 'outdated' || worker === undefined) {
    location.reload();
    return;
  }
  become('applying');
  worker.messageSkipWaiting();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useUpdate(): Update {
  const waiting = useSyncExternalStore(subscribe, () => state === 'waiting' || state === 'outdated');
  return { waiting, apply };
}
