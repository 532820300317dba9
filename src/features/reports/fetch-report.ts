import type { Problem } from '../../../server/contract/problem.ts';
import { fetchWhenFree } from '../../data/fetch-when-free.ts';

export type Fetched<T> =
  | { readonly state: 'fresh'; readonly report: T; readonly etag: string | null }
  | { readonly state: 'unchanged' }
  | { readonly state: 'failed'; readonly why: FetchProblem };

/** `offline`: no answer; `signIn`: the session has ended; `forbidden`: not for this person; `failed`: anything else */
export type FetchProblem = 'offline' | 'signIn' | 'forbidden' | 'failed';

/** Milliseconds after which a server that says nothing counts as not reached. */
const PATIENCE = 30_000;

/** @param etag of the figures that are here already */
export async function fetchReport<T>(
  path: string,
  etag: string | null,
  signal: AbortSignal,
): Promise<Fetched<T>> {
  try {
    const response = await fetchWhenFree(path, {
      // The browser's own cache would answer 200 to a 304, and keep figures beyond the account.
      cache: 'no-store',
      signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]),
      headers: etag === null ? {} : { 'if-none-match': etag },
    });
    if (response.status === 304) return { state: 'unchanged' };
    if (response.ok) {
      return { state: 'fresh', report: (await response.json()) as T, etag: response.headers.get('etag') };
    }
    return { state: 'failed', why: problemOf(response.status) };
  } catch {
    return { state: 'failed', why: 'offline' };
  }
}

function problemOf(status: number): FetchProblem {
  if (status === 401) return 'signIn';
  if (status === 403) return 'forbidden';
  return status >= 502 ? 'offline' : 'failed';
}

/** @returns the code of the failure, null when it went through; `network.offline` for no answer */
export async function post(path: string, body: object): Promise<string | null> {
  try {
    const response = await fetchWhenFree(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (response.ok) return null;
    const answer = (await response.json().catch(() => null)) as Partial<Problem> | null;
    return answer?.error?.code ?? 'server.failed';
  } catch {
    return 'network.offline';
  }
}
