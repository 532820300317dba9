/** The databases of device processes and of the server as they lie there. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import PouchDB from 'pouchdb-core';
import leveldb from 'pouchdb-adapter-leveldb';
import type { Database, Raw, Store } from './store.ts';
import { docsOf, readStore } from './store.ts';

PouchDB.plugin(leveldb);

const Level = PouchDB as unknown as new (path: string, options: object) => Database;

/** @param path of a LevelDB that nobody has open @param name of its folder */
export const readLevel = (path: string, name: string): Promise<Store> =>
  readStore(new Level(path, { adapter: 'leveldb' }), name);

/** Names of the LevelDBs in a folder. */
export const levelsIn = (dir: string): string[] =>
  readdirSync(dir, { withFileTypes: true })
    .filter((one) => one.isDirectory() && existsSync(join(dir, one.name, 'CURRENT')))
    .map(({ name }) => name);

export interface ServerDocs {
  readonly data: readonly Raw[];
  readonly registry: readonly Raw[];
}

/** @param dataDir of an embedded server that has ended */
export async function embeddedDocs(dataDir: string): Promise<ServerDocs> {
  const read = async (name: string): Promise<readonly Raw[]> =>
    (await readLevel(join(dataDir, 'store', `redress_${name}`), name)).docs;
  return { data: await read('data'), registry: await read('registry') };
}

/** @param url with name and password */
export async function couchDocs(url: string, prefix: string): Promise<ServerDocs> {
  const read = async (name: string): Promise<Raw[]> => {
    const path = `${prefix}_${name}/_all_docs?include_docs=true&conflicts=true`;
    return docsOf((await (await couch(url, 'GET', path)).json()) as Parameters<typeof docsOf>[0]).filter(
      ({ _id }) => !_id.startsWith('_design/'),
    );
  };
  return { data: await read('data'), registry: await read('registry') };
}

/** Removes every database whose name begins so. */
export async function dropCouch(url: string, prefix: string): Promise<void> {
  const names = (await (await couch(url, 'GET', '_all_dbs')).json()) as string[];
  for (const name of names.filter((one) => one.startsWith(prefix)))
    await couch(url, 'DELETE', encodeURIComponent(name));
}

async function couch(url: string, method: string, path: string): Promise<Response> {
  const { origin, username, password } = new URL(url);
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const authorization = `Basic ${Buffer.from(credentials).toString('base64')}`;
  const response = await fetch(`${origin}/${path}`, { method, headers: { authorization } });
  if (!response.ok) throw new Error(`CouchDB: ${method} ${path}: ${response.status}`);
  return response;
}
