/**
 * Calls to the server. What can be expected to go wrong is a value: no network, an answer that is none of ours, a
 * session that has ended. None of it touches what is on the device.
 */
import { jsonLines, bytesOf } from './ndjson.ts';

export type CallFailure =
  /** the server was not reached, or fell silent */
  | { readonly ok: false; readonly kind: 'offline' }
  | { readonly ok: false; readonly kind: 'signIn' }
  /** `retryAfter` in seconds */
  | {
      readonly ok: false;
      readonly kind: 'refused';
      readonly status: number;
      readonly code: string;
      readonly retryAfter: number | null;
    }
  | { readonly ok: false; readonly kind: 'malformed' };

/** A call whose answer has begun. `signal` is aborted when the server falls silent or the caller gives up. */
export interface Answer {
  readonly ok: true;
  readonly headers: Headers;
  json(): Promise<unknown>;
  /** @throws when the stream is cut, or a line is no JSON */
  lines(): AsyncGenerator<unknown>;
  /** @throws when the stream is cut */
  bytes(): AsyncGenerator<Uint8Array>;
}

export interface CallOptions {
  readonly method?: 'GET' | 'POST';
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** ends the call when the device's account is closed */
  readonly signal: AbortSignal;
  /** milliseconds without a byte after which the server counts as unreachable */
  readonly silence: number;
}

export type Call = (path: string, options: CallOptions) => Promise<Answer | CallFailure>;

/** Not the other form that HTTP has, a date: clocks differ. */
const secondsIn = (header: string | null): number | null =>
  header !== null && /^\d{1,6}$/.test(header) ? Number(header) : null;

function failure({ status, headers }: Response, body: unknown): CallFailure {
  if (status === 401) return { ok: false, kind: 'signIn' };
  const { error } = (body ?? {}) as { error?: { code?: unknown; retryAfter?: unknown } };
  return {
    ok: false,
    kind: 'refused',
    status,
    code: typeof error?.code === 'string' ? error.code : `http.${status}`,
    // of a proxy's own refusal only the header says it
    retryAfter:
      typeof error?.retryAfter === 'number' ? error.retryAfter : secondsIn(headers.get('retry-after')),
  };
}

async function jsonOf(bytes: AsyncIterable<Uint8Array>): Promise<unknown> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of bytes) text += decoder.decode(piece, { stream: true });
  return JSON.parse(text + decoder.decode()) as unknown;
}

/** @param baseUrl without a slash at the end; empty: our own origin */
export function callsTo(fetch: typeof globalThis.fetch, baseUrl: string): Call {
  return async (path, { method = 'GET', body, headers, signal, silence }) => {
    const giveUp = new AbortController();
    const abort = (): void => giveUp.abort();
    let timer = setTimeout(abort, silence);
    const heard = (): void => {
      clearTimeout(timer);
      timer = setTimeout(abort, silence);
    };
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    };
    signal.addEventListener('abort', abort);
    if (signal.aborted) abort();
    let response: Response;
    try {
      response = await fetch(`${baseUrl}${path}`, {
        method,
        signal: giveUp.signal,
        headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        cache: 'no-store',
        redirect: 'error',
      });
    } catch {
      end();
      return { ok: false, kind: 'offline' };
    }
    heard();
    const bytes = async function* (): AsyncGenerator<Uint8Array> {
      try {
        if (response.body !== null) yield* bytesOf(response.body, giveUp.signal, heard);
      } finally {
        end();
      }
    };
    if (!response.ok) return failure(response, await jsonOf(bytes()).catch(() => null));
    return {
      ok: true,
      headers: response.headers,
      json: () => jsonOf(bytes()),
      lines: () => jsonLines(bytes()),
      bytes,
    };
  };
}
