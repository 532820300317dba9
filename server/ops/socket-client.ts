/** Asking the running server of a data directory by its socket; whoever can't reach it opens the directory themselves. */
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import type { Readable } from 'node:stream';
import { socketPath } from '../socket.ts';

/** Whether a server is running on this data directory. */
export const serverRuns = (dataDir: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(socketPath(dataDir));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

export interface SocketRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: { readonly type: string; readonly stream: Readable };
}

/** Rejects when the connection breaks, or the body can't be read. */
export const askServer = (dataDir: string, { method, path, body }: SocketRequest): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const headers = body === undefined ? {} : { 'content-type': body.type };
    const asked = request({ socketPath: socketPath(dataDir), method, path, headers }, resolve);
    asked.once('error', reject);
    if (body === undefined) {
      asked.end();
      return;
    }
    body.stream.once('error', (error) => {
      asked.destroy();
      reject(error);
    });
    body.stream.pipe(asked);
  });

export async function textOf(answer: IncomingMessage): Promise<string> {
  let text = '';
  answer.setEncoding('utf8');
  for await (const part of answer) text += String(part);
  return text;
}
