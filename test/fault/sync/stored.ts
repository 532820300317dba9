/** Every document of a database as it lies there, read without the product: conflicts too. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import PouchDB from 'pouchdb-core';
import leveldb from 'pouchdb-adapter-leveldb';

PouchDB.plugin(leveldb);

export interface Raw {
  readonly _id: string;
  readonly _rev: string;
  readonly _conflicts?: readonly string[];
  readonly [field: string]: unknown;
}
interface Rows {
  readonly rows: readonly { readonly doc?: Raw | null }[];
}
interface Database {
  allDocs(options: object): Promise<Rows>;
  get(id: string): Promise<Raw>;
  close(): Promise<void>;
}
const Level = PouchDB as unknown as new (path: string, options: object) => Database;
const WHOLE = { include_docs: true, conflicts: true };

const docsOf = ({ rows }: Rows): Raw[] => rows.flatMap(({ doc }) => (doc ? [doc] : []));

/** @param path of a LevelDB that nobody has open */
export async function levelDocs(path: string): Promise<Raw[]> {
  const db = new Level(path, { adapter: 'leveldb' });
  try {
    return docsOf(await db.allDocs(WHOLE));
  } finally {
    await db.close();
  }
}

/** A `_local` document, or null. */
export async function levelLocal<T>(path: string, id: string): Promise<T | null> {
  const db = new Level(path, { adapter: 'leveldb' });
  try {
    return await db.get(`_local/${id}`).then(
      (doc) => doc as T,
      () => null,
    );
  } finally {
    await db.close();
  }
}

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
  const read = (name: string): Promise<Raw[]> => levelDocs(join(dataDir, 'store', `redress_${name}`));
  return { data: await read('data'), registry: await read('registry') };
}

/** @param url with name and password */
export async function couchDocs(url: string, prefix: string): Promise<ServerDocs> {
  const read = async (name: string): Promise<Raw[]> => {
    const path = `${prefix}_${name}/_all_docs?include_docs=true&conflicts=true`;
    return docsOf((await (await couch(url, 'GET', path)).json()) as Rows).filter(
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
