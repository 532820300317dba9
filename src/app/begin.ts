/** Where the page begins: with the worker, so that the stores open while the rest is fetched and compiled. */
import { startWorker } from '../data/start-worker.ts';
import { isKiosk, isKioskPath, KIOSK_PATH } from './is-kiosk.ts';

if (isKiosk() && !isKioskPath()) history.replaceState(null, '', KIOSK_PATH);
startWorker(isKioskPath() ? 'kiosk' : 'person');
void import('./main.tsx');
