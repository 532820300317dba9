/** Saving what several may change: whoever decided on an older version is shown what is new, before anything is lost. */
import { refused } from '../server/call.ts';
import type { Outcome } from '../server/call.ts';
import type { Editing } from './use-editing.ts';

export interface Stored<T> {
  readonly values: T;
  readonly version: string;
}

/**
 * @param put writes the form's values, refused when the version is no longer the stored one
 * @param read what is stored now; null: it is gone, or can't be read
 * @returns the refusal `….changedMeanwhile` only when there is something to show; else it was tried again
 */
export async function saveOver<T extends object, R>(
  editing: Editing<T>,
  put: (version: string) => Promise<Outcome<R>>,
  read: () => Promise<Stored<T> | null>,
): Promise<Outcome<R>> {
  let { version } = editing;
  for (;;) {
    const outcome = await put(version);
    if (outcome.ok || !outcome.problem.code.endsWith('.changedMeanwhile')) return outcome;
    const stored = await read();
    if (stored === null || stored.version === version) return refused('server.failed');
    const { taken, contested } = editing.rebase(stored.values, stored.version);
    if (taken.length + contested.length > 0) return outcome;
    version = stored.version;
  }
}
