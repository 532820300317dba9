/** Whether the app is installed, and how it can be. Loaded with the app: the browser makes its offer once, early. */
import { useSyncExternalStore } from 'react';

/** Chromium's offer to install; other browsers have a menu for it and no event. */
interface InstallOffer extends Event {
  prompt(): Promise<unknown>;
}

const modes = ['standalone', 'fullscreen'].map((mode) => matchMedia(`(display-mode: ${mode})`));
let offer: InstallOffer | null = null;
const listeners = new Set<() => void>();
const tell = (): void => {
  for (const listener of listeners) listener();
};

for (const mode of modes) mode.addEventListener('change', tell);
addEventListener('beforeinstallprompt', (event) => {
  event.preventDefault();
  offer = event as InstallOffer;
  tell();
});
addEventListener('appinstalled', () => {
  offer = null;
  tell();
});

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

// iOS says it in a property of its own.
const isInstalled = (): boolean =>
  modes.some(({ matches }) => matches) || Reflect.get(navigator, 'standalone') === true;

export const useInstalled = (): boolean => useSyncExternalStore(subscribe, isInstalled);

/** @returns asks the browser to install; null where it has made no offer */
export function useInstallOffer(): (() => void) | null {
  const offered = useSyncExternalStore(subscribe, () => offer);
  return offered === null ? null : () => void offered.prompt();
}
