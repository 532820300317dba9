/** Whether an event can be folded after a checkpoint: whether everybody would place it behind all that is before. */
import type { ComplaintEvent } from '../events/event.ts';
import { eventUuidOf } from '../ids.ts';
import type { EventUuid } from '../ids.ts';
import type { Earlier } from './earlier.ts';
import { isLater, keyOf } from './order.ts';
import { isEarlier } from './receipt.ts';

/**
 * Whether it is certainly none of the events before: as its author stamped it, or as the server took it in.
 * `false` says that it may be.
 */
export function isSurelyNew(event: ComplaintEvent, { upTo, ahead, root }: Earlier): boolean {
  const { id } = keyOf(event);
  return event._id !== root._id && isLater(keyOf(event), upTo) && !ahead.some((one) => one.id === id);
}

/** @param log ids of the events that stand after the checkpoint, or are to */
export function fits(event: ComplaintEvent, earlier: Earlier, log: ReadonlySet<EventUuid>): boolean {
  const { unknown, absent, nodes, root } = earlier;
  if (!isSurelyNew(event, earlier) || unknown.includes(eventUuidOf(event._id))) return false;
  if (event.kind === 'received' && isEarlier(event, root)) return false;
  return event.after.every(
    (id) => log.has(id) || absent.includes(id) || nodes.some((node) => node.anchor && node.id === id),
  );
}
