import type { Uuid } from '../../domain/ids.ts';
import { toBase64url } from '../../domain/base64url.ts';
import { idbKeys } from '../keys/idb-keys.ts';
import type { Surroundings } from '../ports.ts';
import { idbEngine, isOurs } from '../store/idb-engine.ts';
import { makeWritesStrict } from '../store/strict-durability.ts';
import { storageMeter } from './storage-meter.ts';
import { tabSignals } from './tab-signals.ts';
import { webLocks } from './web-locks.ts';

/** What a worker of a browser gives to the store. Before anything opens a database. */
export function browserSurroundings(uuid: () => Uuid): Surroundings {
  makeWritesStrict(IDBDatabase.prototype, isOurs);
  return {
    engine: idbEngine,
    keys: idbKeys(indexedDB, crypto.subtle),
    locks: webLocks(navigator.locks),
    signals: tabSignals,
    storage: storageMeter(navigator.storage),
    fetch: (input, init) => fetch(input, init),
    baseUrl: '',
    online: () => navigator.onLine,
    now: Date.now,
    uuid,
    salt: () => toBase64url(crypto.getRandomValues(new Uint8Array(16))),
    random: Math.random,
  };
}
