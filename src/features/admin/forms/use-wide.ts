import { useSyncExternalStore } from 'react';

/** From here on there is a side bar, and room for tables. */
const WIDE = matchMedia('(min-width: 900px)');

function subscribe(listener: () => void): () => void {
  WIDE.addEventListener('change', listener);
  return () => WIDE.removeEventListener('change', listener);
}

/** @returns whether there is room for a table */
export function useWide(): boolean {
  return useSyncExternalStore(subscribe, () => WIDE.matches);
}
