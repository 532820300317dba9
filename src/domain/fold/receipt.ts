/** Which event a complaint begins with. */
import * as v from 'valibot';
import { eventData } from '../events/data.ts';
import type { EventData } from '../events/data.ts';
import type { ComplaintEvent } from '../events/event.ts';
import { authorOf, entitled } from './act.ts';
import type { FoldContext } from './context.ts';
import { effectiveStamp } from './order.ts';

export interface Receipt {
  readonly event: ComplaintEvent;
  readonly data: EventData<'received'>;
}

/**
 * The first receipt that counts. Of two, the one that the server saw first: otherwise a later one with an earlier stamp
 * could take a complaint over, with its branch, its region and whom it is about.
 *
 * A receipt takes effect even when its author is whom the complaint is about: recording it is not handling it, and
 * nothing that was said may be lost. They can't read it afterwards.
 */
export function receiptOf(events: readonly ComplaintEvent[], ctx: FoldContext): Receipt | null {
  let first: Receipt | null = null;
  for (const event of events) {
    if (event.kind !== 'received' || !entitled(authorOf(event, ctx), 'complaint.record')) continue;
    const data = v.safeParse(eventData.received, event.data);
    if (!data.success) continue;
    if (first === null || isEarlier(event, first.event)) first = { event, data: data.output };
  }
  return first;
}

/** Whether one would be the receipt rather than the other. */
export function isEarlier(one: ComplaintEvent, other: ComplaintEvent): boolean {
  const [a, b] = [one.admitted?.seen ?? Infinity, other.admitted?.seen ?? Infinity];
  if (a !== b) return a < b;
  const [at, than] = [effectiveStamp(one), effectiveStamp(other)];
  return at === than ? one._id < other._id : at < than;
}
