/** Calls about who is signed in. What can be expected to go wrong is a value with a stable code. */
import type { Problem } from '../../../server/contract/problem.ts';
import { fetchWhenFree } from '../../data/fetch-when-free.ts';

export type Refusal = Problem['error'];
export type Outcome<T = void> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Refusal };

/** Milliseconds after which a server that says nothing counts as not reached. */
const PATIENCE = 30_000;

export const refused = (code: string): Outcome<never> => ({ ok: false, problem: { code } });

/** @param T what the endpoint answers, by the contract */
export async function call<T>(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<Outcome<T>> {
  try {
    const response = await fetchWhenFree(path, {
      method,
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE),
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    if (response.ok && response.status === 204) return { ok: true, value: undefined as T };
    const answer: unknown = await response.json();
    if (response.ok) return { ok: true, value: answer as T };
    // A proxy's own page about a server that is away is no answer of ours.
    const { error } = answer as Partial<Problem>;
    return error === undefined ? refused('network.offline') : { ok: false, problem: error };
  } catch {
    return refused('network.offline');
  }
}
