/** What stands in the query of a CouchDB request: flags, numbers and JSON, each checked. */
import type { FastifyRequest } from 'fastify';
import { badQuery } from './failure.ts';
import type { CouchFailure } from './failure.ts';

/** Thrown by the readers below, answered in one place. */
export class BadQuery extends Error {
  override readonly name = 'BadQuery';
  readonly statusCode = 400;
  readonly failure: CouchFailure;

  constructor(reason: string) {
    super(reason);
    this.failure = badQuery(reason);
  }
}

/** The query, and the fields of a body that is an object: CouchDB takes most options in either. */
export class Options {
  readonly #query: Readonly<Record<string, unknown>>;
  readonly #body: Readonly<Record<string, unknown>>;

  constructor({ query, body }: Pick<FastifyRequest, 'query' | 'body'>) {
    this.#query = query as Readonly<Record<string, unknown>>;
    this.#body =
      typeof body === 'object' && body !== null && !Array.isArray(body)
        ? (body as Readonly<Record<string, unknown>>)
        : {};
  }

  has(...names: readonly string[]): boolean {
    return names.some((name) => this.#query[name] !== undefined || this.#body[name] !== undefined);
  }

  flag(name: string, otherwise = false): boolean {
    const value = this.#query[name] ?? this.#body[name];
    if (value === undefined) return otherwise;
    if (value === true || value === 'true') return true;
    if (value === false || value === 'false') return false;
    throw new BadQuery(`${name} is true or false`);
  }

  text(name: string): string | undefined {
    const value = this.#query[name] ?? this.#body[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'string' || typeof value === 'number') return String(value);
    throw new BadQuery(`${name} is given once`);
  }

  count(name: string): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    if (!/^[0-9]{1,15}$/.test(text)) throw new BadQuery(`${name} is a whole number`);
    return Number(text);
  }

  /** JSON text in the query, a value in the body. */
  json(...names: readonly string[]): unknown {
    for (const name of names) {
      const text = this.#query[name];
      if (text === undefined) {
        if (this.#body[name] !== undefined) return this.#body[name];
        continue;
      }
      try {
        return JSON.parse(typeof text === 'string' ? text : '') as unknown;
      } catch {
        throw new BadQuery(`${name} is JSON`);
      }
    }
    return undefined;
  }

  strings(name: string, most: number): string[] | undefined {
    const value = this.json(name);
    if (value === undefined) return undefined;
    if (!Array.isArray(value) || value.length > most || !value.every((one) => typeof one === 'string'))
      throw new BadQuery(`${name} is a list of at most ${most} texts`);
    return value;
  }
}
