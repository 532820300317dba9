import { keptKiosk } from '../features/kiosk/kept-kiosk.ts';

export const KIOSK_PATH = '/kiosk';

/** This browser is a kiosk, and shows nothing else: people's sessions and a kiosk's never live in one browser. */
export const isKiosk = (): boolean => keptKiosk() !== null;

/** The page is a kiosk's, or where a browser becomes one. It stays so until it is loaded anew. */
export const isKioskPath = (): boolean => /^\/kiosk\/?$/i.test(location.pathname);
