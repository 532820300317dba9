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
  useEffect(() => {
    const asked = { current: true, now: false, again: false };
    const ask = async (): Promise<void> => {
      asked.again = asked.now;
      if (asked.now) return;
      asked.now = true;
      try {
        const value = await latest.current(data.api);
        if (asked.current) setAnswer({ key, value });
        if (asked.current) setFailed(false);
      } catch {
        if (asked.current) setFailed(true);
      } finally {
        asked.now = false;
      }
      if (asked.again && asked.current) await ask();
    };
    if (!takeAhead(data, key)) void ask();
    const stop = data.listen(({ kind }) => {
      if (watched.split(' ').includes(kind)) void ask();
    });
    return () => {
      asked.current = false;
      stop();
    };
  }, [data, watched, key]);
  if (answer === null || (!keep && answer.key !== key)) {
    return { state: failed ? 'failed' : 'loading', value: undefined };
  }
  return { state: 'ready', value: answer.value };
}
