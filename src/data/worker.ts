/** The worker in which everything about the device's store happens, away from the screen. */
import { expose } from 'comlink';
import { uuidv7 } from 'uuidv7';
import { createZoneClock } from '../domain/time/zone.ts';
import { toBase64url } from '../domain/base64url.ts';
import type { Uuid } from '../domain/ids.ts';
import { webLocks } from './browser/web-locks.ts';
import { tabSignals } from './browser/tab-signals.ts';
import { storageMeter } from './browser/storage-meter.ts';
import { createData } from './data-api.ts';
import { idbKeys } from './keys/idb-keys.ts';
import { idbEngine, isOurs } from './store/idb-engine.ts';
import { makeWritesStrict } from './store/strict-durability.ts';
import { timed } from './browser/timed.ts';

makeWritesStrict(IDBDatabase.prototype, isOurs);

const data = createData({
  engine: idbEngine,
  keys: idbKeys(indexedDB, crypto.subtle),
  locks: webLocks(navigator.locks),
  signals: tabSignals,
  storage: storageMeter(navigator.storage),
  fetch: (input, init) => fetch(input, init),
  baseUrl: '',
  online: () => navigator.onLine,
  zone: createZoneClock(),
  now: Date.now,
  uuid: () => uuidv7() as Uuid,
  salt: () => toBase64url(crypto.getRandomValues(new Uint8Array(16))),
  random: Math.random,
});
self.addEventListener('online', () => void data.syncNow());

expose(timed(data, () => performance.now()));
