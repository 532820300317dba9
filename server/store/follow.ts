import { setTimeout as pause } from 'node:timers/promises';
import type { Change, Seq } from './store.ts';
import { StoreError } from './store-error.ts';

/** A feed to be followed. */
export interface ChangeFeed {
  /** The position of this moment. */
  now(): Promise<Seq>;
  /** The changes after `since`; when there are none, waits for some and may give up waiting with none. */
  next(since: Seq | null, ended: AbortSignal): Promise<{ changes: Change[]; last: Seq }>;
}

const SHORTEST_MS = 250;
const LONGEST_MS = 10_000;

/**
 * Reads a feed without end: each change after `since` once and in order, over any absence of the engine
 * (tried again after 0.25 s, doubling to 10 s). Ends when `ended` does. `'now'` is asked at once, not at the
 * first step, so that a write made after the call is never missed.
 */
export function follow(feed: ChangeFeed, since: Seq | null, ended: AbortSignal): AsyncGenerator<Change> {
  const start = since === 'now' ? feed.now() : Promise.resolve(since);
  start.catch(() => undefined); // seen by the loop, whenever that begins
  return run(feed, start, ended);
}

async function* run(
  feed: ChangeFeed,
  start: Promise<Seq | null>,
  ended: AbortSignal,
): AsyncGenerator<Change> {
  let position = start;
  let failures = 0;
  while (!ended.aborted) {
    try {
      const { changes, last } = await feed.next(await position, ended);
      failures = 0;
      for (const change of changes) {
        if (ended.aborted) return;
        yield change;
      }
      position = Promise.resolve(last);
    } catch (error) {
      if (ended.aborted) return;
      if (!(error instanceof StoreError)) throw error;
      await pause(Math.min(SHORTEST_MS * 2 ** failures, LONGEST_MS), undefined, { signal: ended }).catch(
        () => undefined,
      );
      failures += 1;
      position = position.catch(() => feed.now());
      position.catch(() => undefined);
    }
  }
}
