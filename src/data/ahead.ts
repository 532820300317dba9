/**
 * Questions asked before the screen that shows their answers is there. Its first rendering then has them, instead of
 * one without and another with. An answer that a change has made old is not kept.
 */
import type { DataChange } from './api.ts';
import type { DataClient } from './client.ts';

interface Ahead {
  readonly value: unknown;
  readonly stop: () => void;
}
const answers = new WeakMap<DataClient, Map<string, Ahead>>();

function answersOf(data: DataClient): Map<string, Ahead> {
  const known = answers.get(data) ?? new Map<string, Ahead>();
  answers.set(data, known);
  return known;
}

/**
 * @param kinds changes that make the answer old
 * @param key names the question, as `useLive` does
 * @returns when the answer is there, or there will be none
 */
export async function askAhead<T>(
  data: DataClient,
  kinds: readonly DataChange['kind'][],
  query: (api: DataClient['api']) => Promise<T>,
  key: string,
): Promise<void> {
  const known = answersOf(data);
  const asked = { old: false };
  const stop = data.listen(({ kind }) => {
    if (!kinds.includes(kind)) return;
    asked.old = true;
    stop();
    known.delete(key);
  });
  try {
    const value = await query(data.api);
    if (!asked.old) known.set(key, { value, stop });
  } catch {
    // Who shows it asks again, and says what is wrong.
    stop();
  }
}

/** @returns the answer that is there already; undefined: none, or an old one */
export function answeredAhead<T>(data: DataClient, key: string): { readonly value: T } | undefined {
  return answersOf(data).get(key) as { readonly value: T } | undefined;
}

/** Takes it away: from here on whoever shows it listens by themselves. @returns undefined: none, or an old one */
export function takeAhead<T>(data: DataClient, key: string): { readonly value: T } | undefined {
  const known = answersOf(data);
  const ahead = known.get(key);
  ahead?.stop();
  known.delete(key);
  return ahead as { readonly value: T } | undefined;
}
