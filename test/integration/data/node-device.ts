/** The device's store as it runs in a worker, on LevelDB in a folder instead of a browser's IndexedDB. */
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import PouchDB from 'pouchdb-core';
import leveldb from 'pouchdb-adapter-leveldb';
import { uuidv7 } from 'uuidv7';
import { durableLevel } from '../../../server/store/durable-level.ts';
import type { Uuid } from '../../../src/domain/ids.ts';
import { webCrypto } from '../../../src/domain/seal-webcrypto.ts';
import { createZoneClock } from '../../../src/domain/time/zone.ts';
import type { KeyRing } from '../../../src/data/keys/key-ring.ts';
import type { Locks, PersonSurroundings, Signal, Signals } from '../../../src/data/ports.ts';
import { REVS_LIMIT } from '../../../src/data/store/engine.ts';
import type { Engine, Pouch } from '../../../src/data/store/engine.ts';

PouchDB.plugin(leveldb);
const Database = PouchDB as unknown as new (path: string, options: object) => Pouch;

/** @param db which LevelDB: one that syncs its log, unless told */
export const leveldbEngine =
  (dir: string, db: object = durableLevel): Engine =>
  (name) =>
    connection(join(dir, name.replaceAll('/', '_')), db);

interface Opened {
  readonly pouch: Pouch;
  connections: number;
  /** told whenever one of them is closed */
  readonly watchers: Set<() => void>;
}
const opened = new Map<string, Opened>();
/** being closed or destroyed: whoever opens it waits for that */
const closing = new Map<string, Promise<void>>();

function ending(path: string, work: Promise<unknown>): Promise<void> {
  const done = work.then(
    () => undefined,
    () => undefined,
  );
  const gone = done.then(() => {
    if (closing.get(path) === gone) closing.delete(path);
  });
  closing.set(path, gone);
  return gone;
}

/**
 * A connection of its own to a database, as IndexedDB has them: closing it ends neither what others do nor what was begun
 * through it. A LevelDB is opened once in a process, and PouchDB lets all that ask share it: whoever closed it would close
 * it under the others, whose work would then never end.
 */
function connection(path: string, db: object): Pouch {
  const open = async (): Promise<Opened> => {
    while (closing.has(path)) await closing.get(path);
    const one = opened.get(path) ?? { pouch: openLevel(path, db), connections: 0, watchers: new Set() };
    opened.set(path, one);
    one.connections += 1;
    return one;
  };
  const mine = open();
  const busy = new Set<Promise<unknown>>();
  let ended: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    const one = await mine;
    await Promise.allSettled(busy);
    one.connections -= 1;
    for (const told of one.watchers) told();
    if (one.connections > 0 || opened.get(path) !== one) return;
    opened.delete(path);
    const closed = one.pouch.close();
    void ending(path, closed);
    await closed;
  };
  const through = async <T>(work: (pouch: Pouch) => PromiseLike<T>): Promise<T> => {
    if (ended !== null) throw new Error('database is closed');
    const done = mine.then(({ pouch }) => work(pouch));
    busy.add(done);
    try {
      return await done;
    } finally {
      busy.delete(done);
    }
  };
  return {
    bulkDocs: (docs, options) => through((pouch) => pouch.bulkDocs(docs, options)),
    allDocs: (options) => through((pouch) => pouch.allDocs(options)),
    changes: (options) => through((pouch) => pouch.changes(options)),
    get: (id) => through((pouch) => pouch.get(id)),
    info: () => through((pouch) => pouch.info()),
    close: () => (ended ??= close()),
    destroy: async () => {
      const one = await mine;
      await Promise.allSettled(busy);
      // As a browser does: when nobody else has it open.
      while (one.connections > 1) {
        await new Promise<void>((resolve) => one.watchers.add(resolve));
        one.watchers.clear();
      }
      opened.delete(path);
      const gone = one.pouch.close().then(() => removeWhole(path));
      void ending(path, gone);
      return await gone;
    },
  };
}

/**
 * All of it or nothing, whenever the process is killed, as a browser removes a database: LevelDB's own removal goes file by
 * file, and what a kill leaves of it opens as "Corruption".
 */
async function removeWhole(path: string): Promise<void> {
  const bin = join(dirname(path), 'removed');
  const there = join(bin, randomBytes(8).toString('hex'));
  await mkdir(bin, { recursive: true });
  await rename(path, there);
  await rm(there, { recursive: true });
  // Unless another one is being removed, or a kill left something.
  await rmdir(bin).catch(() => undefined);
}

const openLevel = (path: string, db: object): Pouch =>
  new Database(path, {
    adapter: 'leveldb',
    db,
    auto_compaction: true,
    revs_limit: REVS_LIMIT,
    deterministic_revs: false,
  });

/** One process is one tab, so a queue for each name does what Web Locks do. */
export function processLocks(): Locks {
  const tails = new Map<string, Promise<unknown>>();
  const run = <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const mine = (tails.get(name) ?? Promise.resolve()).then(work, work);
    tails.set(
      name,
      mine.catch(() => undefined),
    );
    return mine;
  };
  return {
    run,
    hold: (name, signal, work) => run(name, () => (signal.aborted ? Promise.resolve() : work())),
  };
}

/** Tabs of one browser, within this process. */
export function tabs(): (account: string) => Signals {
  const open = new Set<{ account: string; listener: (signal: Signal) => void }>();
  return (account) => {
    const own: { account: string; listener: (signal: Signal) => void } = {
      account,
      listener: () => undefined,
    };
    open.add(own);
    return {
      post: (signal) => {
        for (const other of open) if (other !== own && other.account === account) other.listener(signal);
      },
      listen: (listener) => {
        own.listener = listener;
      },
      close: () => open.delete(own),
    };
  };
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const;

/** Keys in a file: a process that is killed has to sign with the same key when it comes back. */
export function fileKeys(dir: string): KeyRing {
  const { subtle } = globalThis.crypto;
  const pairOf = async (account: string): Promise<{ publicKey: JsonWebKey; privateKey: JsonWebKey }> => {
    const file = join(dir, `${account}.json`);
    try {
      return JSON.parse(await readFile(file, 'utf8')) as { publicKey: JsonWebKey; privateKey: JsonWebKey };
    } catch {
      const pair = await subtle.generateKey(algorithm, true, ['sign', 'verify']);
      const keys = {
        publicKey: await subtle.exportKey('jwk', pair.publicKey),
        privateKey: await subtle.exportKey('jwk', pair.privateKey),
      };
      await mkdir(dir, { recursive: true });
      await writeFile(file, JSON.stringify(keys));
      return keys;
    }
  };
  return {
    of: async (account) => {
      const { publicKey, privateKey } = await pairOf(account);
      const key = await subtle.importKey('jwk', privateKey, algorithm, false, ['sign']);
      return { publicKey, crypto: webCrypto(subtle, key) };
    },
  };
}

const noNetwork = (): Promise<Response> => Promise.reject(new TypeError('no network'));

/** @param dir everything that the device keeps; the same one again is the same device */
export function nodeDevice(dir: string, over: Partial<PersonSurroundings> = {}): PersonSurroundings {
  return {
    engine: leveldbEngine(dir),
    keys: fileKeys(join(dir, 'keys')),
    locks: processLocks(),
    signals: tabs(),
    storage: { estimate: () => Promise.resolve(null) },
    fetch: noNetwork,
    baseUrl: '',
    online: () => true,
    zone: createZoneClock(),
    now: Date.now,
    uuid: () => uuidv7() as Uuid,
    salt: () => randomBytes(16).toString('base64url'),
    random: Math.random,
    ...over,
  };
}
