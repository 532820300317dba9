/** A real server over HTTP on a copy of the template, with a clock of the fuzzer's. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { startServer } from '../../../server/start.ts';
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

export class FuzzServer {
  readonly origin: string;
  readonly #template: Template;
  readonly #close: () => Promise<void>;
  readonly #clock: { now: number };

  private constructor(
    origin: string,
    template: Template,
    clock: { now: number },
    close: () => Promise<void>,
  ) {
    this.origin = origin;
    this.#template = template;
    this.#clock = clock;
    this.#close = close;
  }

  static async start(template: Template): Promise<FuzzServer> {
    const dir = await mkdtemp(join(tmpdir(), 'redress-scope-'));
    await cp(template.dir, dir, { recursive: true });
    const clock = { now: BEGIN + 60_000 };
    const running = await startServer(configOf(dir), pino({ level: 'silent' }), () => clock.now);
    return new FuzzServer(running.address, template, clock, async () => {
      await running.close();
      await rm(dir, { recursive: true, force: true });
    });
  }

  get now(): number {
    return this.#clock.now;
  }
  pass(ms: number): void {
    this.#clock.now += ms;
  }
  close(): Promise<void> {
    return this.#close();
  }

  /** @param who a player; anybody else has no session */
  async open(
    who: Name,
    { method, path, body, headers = {} }: Question,
    signal?: AbortSignal,
  ): Promise<Response> {
    const token = this.#template.players.get(who)?.token;
    return fetch(`${this.origin}${path}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        origin: this.origin,
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
