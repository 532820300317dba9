import { keptKiosk } from '../features/kiosk/kept-kiosk.ts';

/** This browser is a kiosk, and shows nothing else: people's sessions and a kiosk's never live in one browser. */
export const isKiosk = (): boolean => keptKiosk() !== null;
