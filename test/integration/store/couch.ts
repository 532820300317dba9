import { DATABASES } from '../../../server/store/store.ts';

/** A CouchDB to test with, `http://admin:password@host:port`; without it the embedded engine alone is tested. */
export const couchdbUrl = process.env['COUCHDB_URL'];

/** What a server with this prefix made. */
export async function dropDatabases(url: string, prefix: string): Promise<void> {
  for (const name of [...DATABASES, 'blobs']) await askCouch(url, 'DELETE', prefix + name);
}

/** CouchDB itself, past the store. */
export async function askCouch(url: string, method: string, path: string, body?: unknown): Promise<Response> {
  const { username, password, origin } = new URL(url);
  const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  const headers = { authorization, 'content-type': 'application/json' };
  return fetch(`${origin}/${path}`, {
    method,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}
