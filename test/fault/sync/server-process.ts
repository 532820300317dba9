/** The server program, killed and started again on the same data and the same port. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { must } from './must.ts';

export interface ServerPlace {
  /** the built program */
  readonly program: string;
  readonly dataDir: string;
  /** CouchDB; absent: the embedded engine */
  readonly couchdb?: { readonly url: string; readonly prefix: string };
}

export class ServerProcess {
  readonly port: number;
  readonly #place: ServerPlace;
  #child: ChildProcess | null = null;
  #said = '';

  private constructor(place: ServerPlace, port: number) {
    this.#place = place;
    this.port = port;
  }

  static async start(place: ServerPlace): Promise<ServerProcess> {
    const probe = createServer().listen(0, '127.0.0.1');
    await once(probe, 'listening');
    const { port } = probe.address() as AddressInfo;
    probe.close();
    await once(probe, 'close');
    const server = new ServerProcess(place, port);
    await server.start();
    return server;
  }

  get origin(): string {
    return `http://localhost:${this.port}`;
  }
  /** The one-time token by which the first administrator is made: it says it after its address. */
  async setupToken(): Promise<string> {
    for (;;) {
      const found = /\/setup#token=(\S+)\n/.exec(this.#said)?.[1];
      if (found !== undefined) return found;
      await once(must(this.#child?.stdout), 'data');
    }
  }

  async start(): Promise<void> {
    const { program, dataDir, couchdb } = this.#place;
    const { COUCHDB_URL: _none, ...env } = process.env;
    const child = spawn(process.execPath, [program, '--port', String(this.port), '--data', dataDir], {
      env: {
        ...env,
        REDRESS_LOG: 'error',
        // So few that many complaints have more.
        REDRESS_LOG_PAGE: '3',
        ...(couchdb && { COUCHDB_URL: couchdb.url, COUCHDB_PREFIX: couchdb.prefix }),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    this.#said = '';
    let complained = '';
    child.stderr.on('data', (text: Buffer) => {
      complained += text.toString();
      process.stderr.write(text);
    });
    await new Promise<void>((resolve, reject) => {
      child.stdout.on('data', (text: Buffer) => {
        this.#said += text.toString();
        if (this.#said.includes('Redress is at')) resolve();
      });
      child.once('exit', (code) => {
        reject(new Error(`the server ended (${String(code)}) before it listened: ${complained}`));
      });
    });
  }

  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }
  stop(): Promise<void> {
    return this.#end('SIGTERM');
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  }

  /** Asks the operator's socket. @throws when it is refused */
  async operator(method: 'GET' | 'POST', path: string, type?: string, body?: string): Promise<string> {
    const socketPath = join(this.#place.dataDir, 'admin.sock');
    const headers = type === undefined ? {} : { 'content-type': type };
    return await new Promise<string>((resolve, reject) => {
      const asked = request({ socketPath, method, path, headers }, (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (part: string) => (text += part));
        answer.once('error', reject);
        answer.once('end', () => {
          if (answer.statusCode === 200) resolve(text);
          else reject(new Error(`${path}: ${String(answer.statusCode)} ${text}`));
        });
      });
      asked.once('error', reject);
      asked.end(body);
    });
  }
}
