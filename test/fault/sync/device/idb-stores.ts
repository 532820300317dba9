/** All that a browser keeps of the app's databases, read where no page of the app is open. */
import idb from 'pouchdb-adapter-idb';
import PouchDB from 'pouchdb-core';
import { isOurs } from '../../../../src/data/store/idb-engine.ts';
import type { Database, Store } from '../store.ts';
import { readStore } from '../store.ts';

PouchDB.plugin(idb);
const Stored = PouchDB as unknown as new (name: string, options: object) => Database;
const PREFIX = '_pouch_';

export async function idbStores(): Promise<Store[]> {
  const stores: Store[] = [];
  for (const { name = '' } of await indexedDB.databases()) {
    if (!isOurs(name)) continue;
    const path = name.slice(PREFIX.length);
    stores.push(await readStore(new Stored(path, { adapter: 'idb' }), path));
  }
  return stores;
}
