import nano from 'nano';
import { textUntil } from './body.ts';
import { StoreError } from './store-error.ts';

/** One call of CouchDB's HTTP interface. */
export interface CouchRequest {
  method?: 'GET' | 'PUT' | 'POST' | 'DELETE';
  db?: string;
  path?: string;
  qs?: Record<string, string | number | boolean | undefined>;
  body?: unknown;
}

/** One that is answered when there is something to say. */
export interface CouchWait {
  db: string;
  path: string;
  qs: Record<string, string | number | boolean>;
  /** of giving up, with a `StoreError` */
  signal: AbortSignal;
  /** milliseconds until nothing is expected of it any more */
  longestMs: number;
}

/** A CouchDB server and the account we use it by. */
export interface Couch {
  /** The answer's JSON; rejects with a `StoreError`, with the status where CouchDB answered. */
  ask<T>(request: CouchRequest): Promise<T>;
  /** As `ask`, of what may take long. */
  wait<T>(request: CouchWait): Promise<T>;
  /** The bare response, whatever its status: for streams, and for asking as a stranger. */
  raw(request: {
    path: string;
    method?: string;
    body?: AsyncIterable<Uint8Array>;
    /** without our credentials, and with these headers instead */
    stranger?: Readonly<Record<string, string>>;
    /** of giving up before it is answered; of its body, by `textUntil` */
    signal?: AbortSignal;
  }): Promise<Response>;
}

const TIMEOUT_MS = 60_000;

/**
 * @param url `http(s)://name:password@host[:port][/path]`
 * @param timeoutMs until one that takes requests and answers none, or only a part, counts as gone
 */
export function connectCouch(url: string, timeoutMs = TIMEOUT_MS): Couch {
  const config = { url, parseUrl: false };
  const server = nano(config);
  const { username, password, origin, pathname } = new URL(url);
  const base = `${origin}${pathname.replace(/\/$/, '')}`;
  const account = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString(
    'base64',
  );

  const raw: Couch['raw'] = async ({ path, method = 'GET', body, stranger, signal }) => {
    const headers: Record<string, string> = { ...(stranger ?? { authorization: `Basic ${account}` }) };
    if (body) headers['content-type'] = 'application/octet-stream';
    const stream = body ? { body, duplex: 'half' as const } : {};
    const options = { method, headers, ...stream, ...(signal && { signal }), redirect: 'error' };
    try {
      return await fetch(`${base}/${path}`, options as RequestInit);
    } catch (error) {
      throw couchError(error);
    }
  };

  return {
    async ask<T>({ qs = {}, ...request }: CouchRequest): Promise<T> {
      const known = Object.fromEntries(Object.entries(qs).filter(([, value]) => value !== undefined));
      const ending = new AbortController();
      const options = { ...request, qs: known, signal: ending.signal };
      let timer: NodeJS.Timeout | undefined;
      // The signal alone may not be heard once the answer has begun (`textUntil`).
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => {
          reject(new Error('no answer in time'));
          ending.abort();
        }, timeoutMs);
      });
      try {
        const answer: unknown = await Promise.race([server.request(options), late]);
        // nano makes an empty string of an answer that broke off
        if (typeof answer !== 'object') throw new Error('the answer broke off');
        return answer as T;
      } catch (error) {
        throw couchError(error);
      } finally {
        clearTimeout(timer);
      }
    },
    async wait<T>({ db, path, qs, signal, longestMs }: CouchWait): Promise<T> {
      const ending = new AbortController();
      const end = (): void => ending.abort(signal.reason);
      const late = setTimeout(() => ending.abort(new Error('no answer in time')), longestMs);
      signal.addEventListener('abort', end, { once: true });
      try {
        if (signal.aborted) end();
        const query = new URLSearchParams(Object.entries(qs).map(([name, value]) => [name, String(value)]));
        const where = `${encodeURIComponent(db)}/${path}?${query.toString()}`;
        const response = await raw({ path: where, signal: ending.signal });
        const text = await textUntil(response, ending.signal);
        if (response.ok) return JSON.parse(text) as T;
        throw Object.assign(new Error(reasonIn(text)), { statusCode: response.status });
      } catch (error) {
        throw couchError(error);
      } finally {
        clearTimeout(late);
        signal.removeEventListener('abort', end);
      }
    },
    raw,
  };
}

/** What CouchDB says of a failure; a proxy before it may say anything. */
function reasonIn(text: string): string {
  try {
    const { reason, error } = JSON.parse(text) as { reason?: string; error?: string };
    return reason ?? error ?? '';
  } catch {
    return text.slice(0, 200);
  }
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
