/** Where the page begins: with the worker, so that the stores open while the rest is fetched and compiled. */
import { startWorker } from '../data/start-worker.ts';
import { APPS } from './apps.ts';
import { isKiosk, isKioskPath, KIOSK_PATH } from './is-kiosk.ts';

if (isKiosk() && !isKioskPath()) history.replaceState(null, '', KIOSK_PATH);
const who = isKioskPath() ? 'kiosk' : 'person';
startWorker(who);
void import('./main.tsx');
// Fetched beside what `main` waits for. It fetches it again, and tells of a failure.
APPS[who]().catch(() => undefined);
