/** A way to CouchDB that lets in strangers, as one does that was set up carelessly: it gives them our credentials. */
import { createServer } from 'node:http';
import { listen } from './couch-line.ts';

/** @param lets everybody, or whoever claims to be an admin in the headers of proxy authentication */
export async function openDoor(
  to: string,
  lets: 'everybody' | 'whoever claims',
): Promise<{ url: string; close(): Promise<void> }> {
  const { origin, username, password } = new URL(to);
  const ours = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  const server = createServer((request, response) => {
    const claims = request.headers['x-auth-couchdb-roles'] === '_admin';
    const opens = lets === 'everybody' || claims;
    const authorization = request.headers.authorization ?? (opens ? ours : '');
    fetch(`${origin}${request.url}`, { method: request.method ?? 'GET', headers: { authorization } }).then(
      async (answer) => {
        response.writeHead(answer.status, { 'content-type': 'application/json' });
        response.end(await answer.text());
      },
      () => response.destroy(),
    );
  });
  const url = new URL(to);
  url.port = String(await listen(server));
  return {
    url: url.href,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
