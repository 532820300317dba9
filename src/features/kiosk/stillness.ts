/** What keeps a kiosk a kiosk: no menus, no way back out of the page, a screen that stays on, full screen where it may. */
import { useEffect } from 'react';

const prevent = (event: Event): void => event.preventDefault();

/** No context menu, nothing dragged; "back" leads nowhere. */
export function useStillness(): void {
  useEffect(() => {
    const stay = (): void => history.pushState(null, '', location.href);
    stay();
    document.addEventListener('contextmenu', prevent);
    document.addEventListener('dragstart', prevent);
    addEventListener('popstate', stay);
    return () => {
      document.removeEventListener('contextmenu', prevent);
      document.removeEventListener('dragstart', prevent);
      removeEventListener('popstate', stay);
    };
  }, []);
}

/** The browser lets go of the lock whenever the page is hidden. */
export function useScreenOn(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | null = null;
    let over = false;
    const hold = async (): Promise<void> => {
      if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
      // Refused on low battery: then the system's own setting decides.
      const got = await navigator.wakeLock.request('screen').catch(() => null);
      if (over) await got?.release();
      else lock = got;
    };
    const again = (): void => void hold();
    again();
    document.addEventListener('visibilitychange', again);
    return () => {
      over = true;
      document.removeEventListener('visibilitychange', again);
      void lock?.release();
    };
  }, []);
}
