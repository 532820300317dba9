/** One device's connection: kept open, from an address of its own on this machine, as devices have. */
import { Agent, request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

const unzip = promisify(gunzip);

export interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
  /** milliseconds from the first byte sent to the last received */
  readonly ms: number;
}

export class Connection {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 2 });
  readonly #origin: URL;
  readonly #address: string;
  token = '';

  /** @param address of the loopback network, `127.0.0.2`, say: limits for strangers are by address */
  constructor(origin: string, address: string) {
    this.#origin = new URL(origin);
    this.#address = address;
  }

  /** Rejects when the connection fails. */
  call(method: string, path: string, body?: unknown, more: Record<string, string> = {}): Promise<Answer> {
    const since = performance.now();
    const text = body === undefined ? undefined : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const asked = this.#ask(method, path, text, more, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('error', reject);
        answer.on('end', () => {
          const bytes = Buffer.concat(parts);
          const plain = answer.headers['content-encoding'] === 'gzip' ? unzip(bytes) : Promise.resolve(bytes);
          plain.then(
            (all) =>
              resolve({
                status: answer.statusCode ?? 0,
                headers: answer.headers,
                text: all.toString('utf8'),
                ms: performance.now() - since,
              }),
            reject,
          );
        });
      });
      asked.on('error', reject);
      asked.end(text);
    });
  }

  /** Server-sent events, until `end` or the server ends them. @returns whether it was let in */
  listen(onChange: () => void, end: AbortSignal): Promise<number> {
    return new Promise((resolve, reject) => {
      const asked = this.#ask('GET', '/sync/events', undefined, { accept: 'text/event-stream' }, (answer) => {
        resolve(answer.statusCode ?? 0);
        answer.on('data', (part: Buffer) => {
          if (part.includes('event: change')) onChange();
        });
        answer.on('error', () => undefined);
      });
      asked.on('error', reject);
      end.addEventListener('abort', () => asked.destroy());
      asked.end();
    });
  }

  close(): void {
    this.#agent.destroy();
  }

  #ask(
    method: string,
    path: string,
    text: string | undefined,
    more: Record<string, string>,
    onAnswer: (answer: IncomingMessage) => void,
  ) {
    return request(
      {
        agent: this.#agent,
        host: '127.0.0.1',
        port: this.#origin.port,
        localAddress: this.#address,
        method,
        path,
        headers: {
          host: this.#origin.host,
          'accept-encoding': 'gzip',
          ...(this.token === ''
            ? { origin: this.#origin.origin }
            : { authorization: `Bearer ${this.token}` }),
          ...(text === undefined
            ? {}
            : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) }),
          ...more,
        },
      },
      onAnswer,
    );
  }
}
