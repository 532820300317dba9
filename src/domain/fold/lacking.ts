/** Whether a log has an event, without reading all of it. */
import type { FoldedComplaint, LogDoc } from '../complaint.ts';
import type { ComplaintEvent } from '../events/event.ts';
import { isSurelyNew } from './fits.ts';
import { isLong } from './long.ts';
import { isLater, keyOf } from './order.ts';

/** @returns null: it is not here (yet) */
type PageReader = (page: number) => Promise<Pick<LogDoc, 'after' | 'entries'> | null>;

/**
 * Which of these events a complaint's log lacks. Looked for in its end, then, those that may stand before it, from the
 * last page back to where all is earlier.
 *
 * @param complaint null: there is none, so that it lacks all
 */
export async function lackedBy(
  complaint: Pick<FoldedComplaint, 'log' | 'earlier'> | null,
  events: readonly ComplaintEvent[],
  pageOf: PageReader,
): Promise<ComplaintEvent[]> {
  const has = new Set(complaint?.log.map(({ event }) => event._id));
  const rest = events.filter(({ _id }) => !has.has(_id));
  if (complaint === null || !isLong(complaint)) return rest;
  const { earlier } = complaint;
  has.add(earlier.root._id);
  let sought = rest.filter((event) => !isSurelyNew(event, earlier) && !has.has(event._id));
  for (let page = earlier.pages - 1; page >= 0 && sought.length > 0; page -= 1) {
    const found = await pageOf(page);
    if (found === null) break;
    for (const { event } of found.entries) has.add(event._id);
    const { after } = found;
    // A stamp that the server has not seen yet may be later than it will count as.
    const mayComeBefore = (event: ComplaintEvent): boolean =>
      event.admitted === undefined || after === null || !isLater(keyOf(event), after);
    sought = sought.filter((event) => !has.has(event._id) && mayComeBefore(event));
  }
  return rest.filter(({ _id }) => !has.has(_id));
}
