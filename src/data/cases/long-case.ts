/**
 * A complaint with a long log as this device knows it. The server's checkpoint and what is done here are folded together;
 * only where something done here belongs before the checkpoint are the continuations read, and all is folded.
 */
import type { ComplaintDoc, FoldedComplaint, LogDoc } from '../../domain/complaint.ts';
import { FOLD_VERSION } from '../../domain/complaint.ts';
import type { ComplaintEvent } from '../../domain/events/event.ts';
import { fold } from '../../domain/fold/fold.ts';
import type { FoldContext } from '../../domain/fold/context.ts';
import { lackedBy } from '../../domain/fold/lacking.ts';
import { foldLong, foldOn, isLong } from '../../domain/fold/long.ts';
import type { LongFold, LongLog } from '../../domain/fold/long.ts';
import { logDocId } from '../../domain/ids.ts';
import type { Store } from '../store/store.ts';
import { fileOf, marksOf } from './case-file.ts';
import type { CaseFile, Held } from './case-file.ts';

export type LongComplaint = ComplaintDoc & LongLog;

/** @param from the first page, from 0 @returns those that are here, in order */
export async function pagesFrom(
  store: Store,
  { complaint, earlier }: FoldedComplaint,
  from: number,
): Promise<LogDoc[]> {
  const ids = Array.from({ length: (earlier?.pages ?? 0) - from }, (_, at) => logDocId(complaint, from + at));
  return (await store.many(ids)).flatMap((doc) => (doc as LogDoc | null) ?? []);
}

/** Which of these own events the server's log lacks, of a log of any length. */
export const unsyncedOf = (
  store: Store,
  doc: ComplaintDoc,
  own: readonly ComplaintEvent[],
): Promise<ComplaintEvent[]> =>
  lackedBy(doc, own, async (page) => {
    const [found = null] = await store.many([logDocId(doc.complaint, page)]);
    return found as LogDoc | null;
  });

export async function longCase(
  store: Store,
  { doc, party, own }: Held & { readonly doc: LongComplaint },
  context: FoldContext,
): Promise<CaseFile | null> {
  const withMarks = { ...context, ...marksOf(doc) };
  const unsynced = await unsyncedOf(store, doc, own);
  const made = await folded(store, doc, unsynced, withMarks);
  const complaint = made?.complaint ?? doc;
  const here = made === null ? [] : unsynced;
  return {
    ...fileOf(complaint, party, here, withMarks),
    stamps: [
      ...complaint.log.map(({ event }) => event.at),
      ...(complaint.earlier === undefined ? [] : [complaint.earlier.upTo.at]),
    ],
    folded: (event) => tried(complaint, event, withMarks),
    before: made?.anew === true ? made.pages.flatMap(({ entries }) => entries) : null,
  };
}

/** @returns null: nothing was done here that the server has not, or the continuations that it takes are not here yet */
async function folded(
  store: Store,
  doc: LongComplaint,
  unsynced: readonly ComplaintEvent[],
  context: FoldContext,
): Promise<(LongFold & { readonly anew: boolean }) | null> {
  const current = doc.foldVersion === FOLD_VERSION;
  if (current && unsynced.length === 0) return null;
  const on = current ? foldOn(doc, unsynced, context, Infinity) : null;
  if (on !== null) return { ...on, anew: false };
  const pages = await pagesFrom(store, doc, 0);
  if (pages.length < doc.earlier.pages) return null;
  const log = [...pages.flatMap(({ entries }) => entries), ...doc.log].map(({ event }) => event);
  const made = foldLong([...log, ...unsynced], context);
  return made === null ? null : { ...made, anew: true };
}

function tried(
  complaint: FoldedComplaint,
  event: ComplaintEvent,
  context: FoldContext,
): FoldedComplaint | null {
  if (!isLong(complaint)) return fold([...complaint.log.map((one) => one.event), event], context);
  return foldOn(complaint, [event], context, Infinity)?.complaint ?? null;
}
