/** A way to CouchDB that can be cut: every connection ends, and new ones are refused, until it is mended. */
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

export interface CouchLine {
  /** as `COUCHDB_URL`, through here */
  readonly url: string;
  cut(): void;
  /** @param to where it leads from now on; where it led before unless told */
  mend(to?: string): Promise<void>;
}

export async function breakableLine(to: string): Promise<CouchLine> {
  let target = new URL(to);
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
    }
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
    near.pipe(far).pipe(near);
  });
  const port = await listen(server);
  const url = new URL(to);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  return {
    url: url.href,
    cut() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
    async mend(elsewhere) {
      if (elsewhere !== undefined) target = new URL(elsewhere);
      await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    },
  };
}

/** @returns the free port of this machine that it listens on */
export async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
