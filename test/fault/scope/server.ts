/** A real server over HTTP on a copy of the template, with a clock of the fuzzer's. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { startServer } from '../../../server/start.ts';
import type { Running } from '../../../server/start.ts';
import { BEGIN, configOf } from './template.ts';
import type { Template } from './template.ts';
import type { Name } from './cast.ts';

export interface Question {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** An address that nobody has (RFC 5737). */
const ELSEWHERE = '192.0.2.1';

export class FuzzServer {
  readonly origin: string;
  readonly dir: string;
  readonly #template: Template;
  readonly #running: Running;
  readonly #clock: { now: number };
  #stopped = false;

  private constructor(dir: string, running: Running, template: Template, clock: { now: number }) {
    this.dir = dir;
    this.origin = running.address;
    this.#running = running;
    this.#template = template;
    this.#clock = clock;
  }

  static async start(template: Template): Promise<FuzzServer> {
    const dir = await mkdtemp(join(tmpdir(), 'redress-scope-'));
    await cp(template.dir, dir, { recursive: true });
    const clock = { now: BEGIN + 60_000 };
    const running = await startServer(configOf(dir), pino({ level: 'silent' }), () => clock.now);
    return new FuzzServer(dir, running, template, clock);
  }

  get now(): number {
    return this.#clock.now;
  }
  pass(ms: number): void {
    this.#clock.now += ms;
  }
  tokenOf(who: Name): string | undefined {
    return this.#template.players.get(who)?.token;
  }
  /** Its directory stays until it is closed. */
  async stop(): Promise<void> {
    if (!this.#stopped) await this.#running.close();
    this.#stopped = true;
  }
  async close(): Promise<void> {
    await this.stop();
    await rm(this.dir, { recursive: true, force: true });
  }

  /**
   * Asks as people do, from elsewhere through the proxy: who sits at the server's machine may read its metrics.
   * @param who a player; anybody else has no session
   */
  async open(
    who: Name,
    { method, path, body, headers = {} }: Question,
    signal?: AbortSignal,
  ): Promise<Response> {
    const token = this.tokenOf(who);
    return fetch(`${this.origin}${path}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        origin: this.origin,
        'x-forwarded-for': ELSEWHERE,
        'accept-encoding': 'identity',
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
  }

  async ask(who: Name, question: Question): Promise<Answer> {
    const response = await this.open(who, question);
    return { status: response.status, headers: response.headers, text: await response.text() };
  }
}
