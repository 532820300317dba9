/**
 * Calls to the server's API for administration, which works online only. What can be expected to go wrong is a value
 * with a stable code; `network.offline` is our own, for a server that wasn't reached.
 */
import type { Problem } from '../../../../server/contract/problem.ts';
import { fetchWhenFree } from '../../../data/fetch-when-free.ts';

export type Refusal = Problem['error'];
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Refusal };

export interface CallOptions {
  readonly body?: unknown;
  /** the version that the change was decided on; '' when there should be none yet */
  readonly seen?: string;
  /** milliseconds after which a server that says nothing counts as not reached */
  readonly patience?: number;
}

const PATIENCE = 30_000;

export const refused = (code: string): Outcome<never> => ({ ok: false, problem: { code } });

async function problemOf(response: Response): Promise<Refusal> {
  const answer = (await response.json().catch(() => null)) as Partial<Problem> | null;
  // a proxy's own page about a server that is away is no answer of ours
  return answer?.error ?? { code: response.status >= 502 ? 'network.offline' : 'server.failed' };
}

/** @param T what the endpoint answers, by the contract; `null` for an answer without content */
export async function call<T>(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH',
  path: string,
  { body, seen, patience = PATIENCE }: CallOptions = {},
): Promise<Outcome<T>> {
  try {
    const response = await fetchWhenFree(path, {
      method,
      cache: 'no-store',
      signal: AbortSignal.timeout(patience),
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(seen === undefined ? {} : { 'if-match': `"${seen}"` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) return { ok: false, problem: await problemOf(response) };
    return { ok: true, value: (response.status === 204 ? null : await response.json()) as T };
  } catch {
    return refused('network.offline');
  }
}
