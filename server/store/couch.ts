import nano from 'nano';
import { StoreError } from './store-error.ts';

/** One call of CouchDB's HTTP interface. */
export interface CouchRequest {
  method?: 'GET' | 'PUT' | 'POST' | 'DELETE';
  db?: string;
  path?: string;
  qs?: Record<string, string | number | boolean | undefined>;
  body?: unknown;
  signal?: AbortSignal;
  timeoutMs?: number;
}

/** A CouchDB server and the account we use it by. */
export interface Couch {
  /** The answer's JSON; rejects with a `StoreError`, with the status where CouchDB answered. */
  ask<T>(request: CouchRequest): Promise<T>;
  /** The bare response, whatever its status: for streams, and for asking as a stranger. */
  raw(request: {
    path: string;
    method?: string;
    body?: AsyncIterable<Uint8Array>;
    /** without our credentials, and with these headers instead */
    stranger?: Readonly<Record<string, string>>;
  }): Promise<Response>;
}

/** Until a CouchDB that takes requests and answers none counts as gone. */
const TIMEOUT_MS = 60_000;

/** @param url `http(s)://name:password@host[:port][/path]` */
export function connectCouch(url: string): Couch {
  const config = { url, parseUrl: false };
  const server = nano(config);
  const { username, password, origin, pathname } = new URL(url);
  const base = `${origin}${pathname.replace(/\/$/, '')}`;
  const account = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString(
    'base64',
  );

  return {
    async ask<T>({ signal, timeoutMs = TIMEOUT_MS, qs = {}, ...request }: CouchRequest): Promise<T> {
      const timeout = AbortSignal.timeout(timeoutMs);
      const known = Object.fromEntries(Object.entries(qs).filter(([, value]) => value !== undefined));
      const options = {
        ...request,
        qs: known,
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      };
      try {
        const answer: unknown = await server.request(options);
        // nano makes an empty string of an answer that broke off
        if (typeof answer !== 'object') throw new Error('the answer broke off');
        return answer as T;
      } catch (error) {
        throw couchError(error);
      }
    },
    async raw({ path, method = 'GET', body, stranger }) {
      const headers: Record<string, string> = { ...(stranger ?? { authorization: `Basic ${account}` }) };
      if (body) headers['content-type'] = 'application/octet-stream';
      const stream = body ? { body, duplex: 'half' as const } : {};
      try {
        return await fetch(`${base}/${path}`, {
          method,
          headers,
          ...stream,
          redirect: 'error',
        } as RequestInit);
      } catch (error) {
        throw couchError(error);
      }
    },
  };
}

/** Names a failure by its status; without one, CouchDB was not reached. */
export function couchError(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const status = statusOf(error);
  const message = error instanceof Error ? error.message : String(error);
  const options = { cause: error, ...(status !== undefined && { status }) };
  if (status === 401 || status === 403) return new StoreError('store.credentials', message, options);
  if (status === 507 || /enospc|no space left/i.test(message))
    return new StoreError('store.full', message, options);
  return new StoreError('store.unavailable', message, options);
}

export function hasStatus(error: unknown, status: number): boolean {
  return error instanceof StoreError && error.status === status;
}

function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return undefined;
  return typeof error.statusCode === 'number' ? error.statusCode : undefined;
}
