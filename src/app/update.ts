/**
 * New versions of the app. Invariants: a waiting version starts only after `apply()`; a page reloads only by its own
 * `apply()`, never because another tab's did.
 */
import { useSyncExternalStore } from 'react';
import { Workbox } from 'workbox-window';

const HOUR = 3_600_000;

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

/** Registers the service worker and looks for new versions: at start, every hour, and when the page is shown again. */
export function startUpdates(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  // Without one in charge, this page came from the server just now, and is as new as whichever takes charge next.
  const controlled = navigator.serviceWorker.controller !== null;
  const workbox = new Workbox('/service-worker.js');
  worker = workbox;
  workbox.addEventListener('waiting', () => become('waiting'));
  workbox.addEventListener('controlling', ({ isUpdate, isExternal }) => {
    if (state === 'applying') location.reload();
    else if (controlled && (isUpdate === true || isExternal === true)) become('outdated');
  });
  // A chunk that the server no longer has: another tab or the server moved on to a new version.
  window.addEventListener('vite:preloadError', () => {
    if (navigator.onLine) become('outdated');
  });
  const look = (): void => {
    // Fails offline, and is tried again.
    if (document.visibilityState === 'visible') void workbox.update().catch(() => undefined);
  };
  document.addEventListener('visibilitychange', look);
  setInterval(look, HOUR);
  void workbox.register().catch(() => undefined);
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
