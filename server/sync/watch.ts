/** What is told of pushing to whoever counts it. */
import { stampMs } from '../../src/domain/hlc.ts';
import type { Stamp } from '../../src/domain/hlc.ts';
import type { PushVerdict } from '../contract/sync.ts';

/** Who wants to know how pushing goes: for metrics, so without anything of whose items they are. */
export interface SyncWatch {
  /** @param code of a refusal or of quarantine; '' for what was taken */
  judged(verdict: 'taken' | 'quarantined' | 'refused', code: string): void;
  /** @param seconds from when an item was made to when it was taken */
  lagged(seconds: number): void;
}

export const unwatched: SyncWatch = { judged: () => undefined, lagged: () => undefined };

const STAMP = /^[0-9a-f]{12}-[0-9a-f]{4}$/;

function stampOf(doc: unknown): Stamp | null {
  const at = (doc as { at?: unknown } | null)?.at;
  return typeof at === 'string' && STAMP.test(at) ? (at as Stamp) : null;
}

/** How each was judged, and how long those that were taken had been on their device. @param now Unix milliseconds */
export function tellOf(
  verdicts: readonly PushVerdict[],
  docs: readonly unknown[],
  watch: SyncWatch,
  now: number,
): void {
  for (const [index, verdict] of verdicts.entries()) {
    if ('error' in verdict) watch.judged('refused', verdict.reason);
    else if (verdict.quarantined !== undefined) watch.judged('quarantined', verdict.quarantined);
    else {
      watch.judged('taken', '');
      const at = stampOf(docs[index]);
      if (at !== null) watch.lagged((now - stampMs(at)) / 1000);
    }
  }
}
