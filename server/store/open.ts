import { mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { attachmentShelf } from './blob-attachments.ts';
import { fileShelf } from './blob-files.ts';
import { blobsOver } from './blobs.ts';
import { connectCouch } from './couch.ts';
import { prepareCouch, type CouchPlacement } from './couchdb-prepare.ts';
import { openCouchStore } from './couchdb.ts';
import { openEmbedded } from './embedded.ts';
import { restoringMark } from './restoring.ts';
import { Spool } from './spool.ts';
import { DATABASES, type Store, type Stores } from './store.ts';
import { StoreError } from './store-error.ts';

export interface OpenOptions {
  /** The embedded store and blobs; with CouchDB only uploads on their way. Made when absent. */
  dataDir: string;
  /** `http(s)://name:password@host:port`, a server admin's; absent: the embedded engine. */
  couchdbUrl?: string | undefined;
  /** Before each database's name; `redress_` unless told. */
  prefix?: string;
  placement?: CouchPlacement;
  /** Opens them although a restore has not come to its end: for the restore itself. */
  halfRestored?: boolean;
}

/**
 * Opens (or makes) everything the server stores in.
 *
 * Rejects with a `StoreError`: `store.locked` when the directory is open elsewhere; with CouchDB
 * `store.unavailable`, `store.version`, `store.credentials` or `store.open`; `store.restoring` after a restore
 * that was cut short.
 */
export async function openStores(options: OpenOptions): Promise<Stores> {
  const { dataDir, couchdbUrl, prefix = 'redress_', placement = {} } = options;
  await mkdir(join(dataDir, 'blobs'), { recursive: true });
  const stores =
    couchdbUrl === undefined
      ? await openLocal(await realpath(dataDir), prefix)
      : await openCouch(dataDir, couchdbUrl, prefix, placement);
  if (options.halfRestored === true || (await restoringMark(dataDir, stores.accounts)) === null)
    return stores;
  await stores.close();
  throw new StoreError('store.restoring', `${dataDir} was not restored to the end`);
}

/** Directories open in this process: LevelDB's own lock tells other processes, PouchDB would share within one. */
const openHere = new Set<string>();

async function openLocal(dataDir: string, prefix: string): Promise<Stores> {
  if (openHere.has(dataDir)) throw new StoreError('store.locked', `${dataDir} is open in this process`);
  openHere.add(dataDir);
  const free = async (): Promise<void> => void openHere.delete(dataDir);
  await mkdir(join(dataDir, 'store'), { recursive: true });
  return openAll(
    (name) => openEmbedded(join(dataDir, 'store', prefix + name)),
    free,
    async () => {
      const spool = await Spool.open(join(dataDir, 'blobs', 'spool'), Date.now());
      return blobsOver(spool, fileShelf(join(dataDir, 'blobs')));
    },
  );
}

async function openCouch(
  dataDir: string,
  url: string,
  prefix: string,
  placement: CouchPlacement,
): Promise<Stores> {
  const couch = connectCouch(url);
  const blobsDb = `${prefix}blobs`;
  await prepareCouch(couch, [...DATABASES.map((name) => prefix + name), blobsDb], placement);
  const blobDocs = await openCouchStore(couch, blobsDb);
  return openAll(
    (name) => openCouchStore(couch, prefix + name),
    () => blobDocs.close(),
    async () => {
      const spool = await Spool.open(join(dataDir, 'blobs', 'spool'), Date.now());
      return blobsOver(spool, attachmentShelf(couch, blobsDb, blobDocs));
    },
  );
}

/** Opens all or none. */
async function openAll(
  openStore: (name: string) => Promise<Store>,
  afterwards: () => Promise<void>,
  openBlobs: () => Promise<Stores['blobs']>,
): Promise<Stores> {
  const opened: Store[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(opened.map((store) => store.close()));
    await afterwards();
  };
  const open = async (name: string): Promise<Store> => {
    const store = await openStore(name);
    opened.push(store);
    return store;
  };
  try {
    const [data, registry, accounts, audit] = DATABASES;
    return {
      data: await open(data),
      registry: await open(registry),
      accounts: await open(accounts),
      audit: await open(audit),
      blobs: await openBlobs(),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
