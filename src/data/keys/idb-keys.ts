/**
 * Signing keys in IndexedDB, as CryptoKey objects: they can be stored and used, and not even this code can read the
 * private half. One small database for all accounts, apart from their stores, because it outlives them.
 */
import { deviceKeys, webCrypto } from '../../domain/seal-webcrypto.ts';
import type { KeyRing } from './key-ring.ts';

interface Pair {
  readonly privateKey: CryptoKey;
  readonly publicKey: JsonWebKey;
}
const STORE = 'pairs';

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('indexedDB'));
  });
}

async function openKeys(indexedDB: IDBFactory): Promise<IDBDatabase> {
  const request = indexedDB.open('redress-keys', 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return await settled(request);
}

const read = (db: IDBDatabase, account: string): Promise<Pair | undefined> =>
  settled(db.transaction(STORE).objectStore(STORE).get(account) as IDBRequest<Pair | undefined>);

/** Puts the pair unless another tab was first. @returns the pair that is kept, once it is on disk */
function keep(db: IDBDatabase, account: string, pair: Pair): Promise<Pair> {
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(STORE, 'readwrite', { durability: 'strict' });
    const store = transaction.objectStore(STORE);
    let kept = pair;
    const found = store.get(account) as IDBRequest<Pair | undefined>;
    found.onsuccess = () => {
      if (found.result === undefined) store.put(pair, account);
      else kept = found.result;
    };
    transaction.oncomplete = () => resolve(kept);
    transaction.onabort = () => reject(transaction.error ?? new Error('indexedDB'));
  });
}

export function idbKeys(indexedDB: IDBFactory, subtle: SubtleCrypto): KeyRing {
  const opened = new Map<string, Promise<Pair>>();
  const pairOf = async (account: string): Promise<Pair> => {
    const db = await openKeys(indexedDB);
    try {
      // Nothing else may be awaited within a transaction, so a pair is made before it is known to be needed.
      return (await read(db, account)) ?? (await keep(db, account, await deviceKeys(subtle)));
    } finally {
      db.close();
    }
  };
  return {
    of: async (account) => {
      const known = opened.get(account) ?? pairOf(account);
      opened.set(account, known);
      try {
        const { publicKey, privateKey } = await known;
        return { publicKey, crypto: webCrypto(subtle, privateKey) };
      } catch (error) {
        opened.delete(account);
        throw error;
      }
    },
  };
}
