/** Queries that stay up to date: asked again when the store says that their kind of data has changed. */
import { useEffect, useRef, useState } from 'react';
import { answeredAhead, takeAhead } from './ahead.ts';
import type { DataChange } from './api.ts';
import type { DataClient } from './client.ts';

export type Live<T> =
  /** nothing has been read yet */
  | { readonly state: 'loading'; readonly value: undefined }
  /** the first question could not be answered; the device's status says what is wrong */
  | { readonly state: 'failed'; readonly value: undefined }
  /** the latest answer; it stays until the next one is there, so that nothing flickers */
  | { readonly state: 'ready'; readonly value: T };

interface Question<T> {
  /** on which changes to ask again */
  readonly kinds: readonly DataChange['kind'][];
  /** names it */
  readonly key: string;
  /** what to ask, at this moment */
  readonly query: () => (api: DataClient['api']) => Promise<T>;
  readonly answered: (value: T) => void;
  readonly failed: () => void;
}

/**
 * Has it answered now, and again after every change; asks never twice at a time. What was asked ahead may have been
 * answered after the screen was drawn and before this: that is told too.
 * @returns stop
 */
export function keepAsking<T>(
  data: DataClient,
  { kinds, key, query, answered, failed }: Question<T>,
): () => void {
  const asked = { current: true, now: false, again: false };
  const ask = async (): Promise<void> => {
    asked.again = asked.now;
    if (asked.now) return;
    asked.now = true;
    try {
      const value = await query()(data.api);
      if (asked.current) answered(value);
    } catch {
      if (asked.current) failed();
    } finally {
      asked.now = false;
    }
    if (asked.again && asked.current) await ask();
  };
  const ahead = takeAhead<T>(data, key);
  if (ahead === undefined) void ask();
  else answered(ahead.value);
  const stop = data.listen(({ kind }) => {
    if (kinds.includes(kind)) void ask();
  });
  return () => {
    asked.current = false;
    stop();
  };
}

/**
 * @param kinds on which changes to ask again
 * @param query asked at once, whenever `key` changes and on changes; never twice at a time
 * @param key names the question: another one forgets the last answer unless `keep` says that it may stand meanwhile
 */
export function useLive<T>(
  data: DataClient,
  kinds: readonly DataChange['kind'][],
  query: (api: DataClient['api']) => Promise<T>,
  key: string,
  keep = true,
): Live<T> {
  const [answer, setAnswer] = useState<{ readonly key: string; readonly value: T } | null>(() => {
    const ahead = answeredAhead<T>(data, key);
    return ahead === undefined ? null : { key, value: ahead.value };
  });
  const [failed, setFailed] = useState(false);
  const watched = kinds.join(' ');
  // The query is a new function at every rendering; `key` says when it asks something else.
  const latest = useRef(query);
  useEffect(() => {
    latest.current = query;
  });
  useEffect(
    () =>
      keepAsking<T>(data, {
        kinds: watched.split(' ') as DataChange['kind'][],
        key,
        query: () => latest.current,
        answered: (value) => {
          // The same as was drawn is not drawn again.
          setAnswer((drawn) => (drawn?.key === key && drawn.value === value ? drawn : { key, value }));
          setFailed(false);
        },
        failed: () => setFailed(true),
      }),
    [data, watched, key],
  );
  if (answer === null || (!keep && answer.key !== key)) {
    return { state: failed ? 'failed' : 'loading', value: undefined };
  }
  return { state: 'ready', value: answer.value };
}
