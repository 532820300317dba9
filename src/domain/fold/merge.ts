/** One event from all its copies: the server's log, the phone's outbox, a repetition. */
import { canonicalText } from '../canonical.ts';
import type { ComplaintEvent } from '../events/event.ts';

/**
 * Each event once. Of copies that differ, the one with the server's admission counts (the one admitted first, if two);
 * a body that one copy has lost is lost: stripped beats present, or a late phone would undo an erasure.
 */
export function distinctEvents(entries: readonly ComplaintEvent[]): ComplaintEvent[] {
  const byId = new Map<string, ComplaintEvent>();
  for (const entry of entries) {
    const event = withoutStoreFields(entry);
    const known = byId.get(event._id);
    byId.set(event._id, known === undefined ? event : merged(known, event));
  }
  return [...byId.values()];
}

/** Without what a store adds, such as `_rev`: the log is the same wherever the event was read from. */
function withoutStoreFields(event: ComplaintEvent): ComplaintEvent {
  const foreign = Object.keys(event).some((key) => key.startsWith('_') && key !== '_id');
  if (!foreign) return event;
  const own = Object.entries(event).filter(([key]) => !key.startsWith('_') || key === '_id');
  return Object.fromEntries(own) as ComplaintEvent;
}

function merged(one: ComplaintEvent, other: ComplaintEvent): ComplaintEvent {
  if (one === other) return one;
  const chosen = precedes(one, other) ? one : other;
  const stripped = chosen.bodyHash !== null && (one.body === undefined || other.body === undefined);
  return stripped ? withoutBody(chosen) : chosen;
}

export function withoutBody(event: ComplaintEvent): ComplaintEvent {
  if (event.body === undefined) return event;
  const { body: _, ...rest } = event;
  return rest;
}

/** A total order, so that the choice depends on the copies and not on which came first. */
function precedes(one: ComplaintEvent, other: ComplaintEvent): boolean {
  const [a, b] = [one.admitted?.seen ?? Infinity, other.admitted?.seen ?? Infinity];
  if (a !== b) return a < b;
  return canonicalText(withoutBody(one)) <= canonicalText(withoutBody(other));
}
