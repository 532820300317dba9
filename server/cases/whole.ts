/**
 * All that the store has of a complaint beside the complaint itself, folded. It can be read before the complaint, so that
 * little passes between reading that one and writing it: where other servers go on with it meanwhile, they would otherwise
 * come first every time.
 */
import type { ComplaintDoc } from '../../src/domain/complaint.ts';
import type { ComplaintEvent } from '../../src/domain/events/event.ts';
import type { FoldContext } from '../../src/domain/fold/context.ts';
import { foldLong, foldOn, isLong } from '../../src/domain/fold/long.ts';
import type { LongFold } from '../../src/domain/fold/long.ts';
import type { ComplaintId } from '../../src/domain/ids.ts';
import type { Store, StoredDoc } from '../store/store.ts';
import { readPages } from './pages.ts';
import type { StoredPage } from './pages.ts';
import { every } from './paging.ts';

export interface Whole {
  readonly pages: readonly StoredPage[];
  /** of the store, those that only the pages have, and those that are added */
  readonly events: readonly ComplaintEvent[];
  readonly folded: LongFold | null;
  /** it was folded without what was typed */
  readonly erased: boolean;
}

export async function readEvents(data: Store, id: ComplaintId): Promise<ComplaintEvent[]> {
  const events: ComplaintEvent[] = [];
  for await (const doc of every(data, `event:${id}:`))
    events.push(withoutRev(doc) as unknown as ComplaintEvent);
  return events;
}

function withoutRev({ _rev, ...rest }: StoredDoc): Record<string, unknown> {
  return rest;
}

/** As events, and in what was made of them, which may be ahead of a range's copy. */
export async function readWhole(
  data: Store,
  id: ComplaintId,
  added: readonly ComplaintEvent[],
  ctx: FoldContext,
): Promise<Whole> {
  const pages = await readPages(data, id);
  const stored = await readEvents(data, id);
  const known = new Set(stored.map(({ _id }) => _id));
  const paged = pages.flatMap(({ entries }) => entries.map(({ event }) => event));
  const events = [...stored, ...paged.filter(({ _id }) => !known.has(_id)), ...added];
  return { pages, events, folded: foldLong(events, ctx), erased: ctx.erased === true };
}

/**
 * Whether it has every event of a complaint that was read after it, but for those in its log: whether the pages are still
 * the complaint's. Where an event came between theirs, one that they had is in the log now.
 */
export function goesWith({ pages }: Whole, complaint: ComplaintDoc | null): boolean {
  if (complaint?.earlier === undefined) return true;
  const { earlier, log } = complaint;
  const paged = new Set(
    pages.slice(0, earlier.pages).flatMap(({ entries }) => entries.map(({ event }) => event._id)),
  );
  return paged.size === earlier.count && !log.some(({ event }) => paged.has(event._id));
}

/** @param log the events of the complaint's log: what came while the rest was read is gone on with */
export function foldWith(
  { events, folded, erased }: Whole,
  log: readonly ComplaintEvent[],
  ctx: FoldContext,
): LongFold | null {
  const known = new Set(events.map(({ _id }) => _id));
  const since = log.filter(({ _id }) => !known.has(_id));
  const valid = folded !== null && erased === (ctx.erased === true);
  if (valid && since.length === 0) return folded;
  if (valid && isLong(folded.complaint)) {
    const on = foldOn(folded.complaint, since, ctx);
    if (on !== null) return { ...on, pages: [...folded.pages, ...on.pages] };
  }
  return foldLong([...events, ...since], ctx);
}
