/**
 * The one order in which everybody folds the same events: causes before effects (`after`), then by time, then by id.
 * Time is the author's stamp, but never later than the server first saw the event plus five minutes: a clock that runs
 * ahead must not win every dispute. Unknown ids in `after` are ignored until their events arrive. A cycle, which only
 * a forger can make, is cut at its earliest event.
 */
import type { ComplaintEvent } from '../events/event.ts';
import { MAX_LEAD, makeStamp, stampMs } from '../hlc.ts';
import type { Stamp } from '../hlc.ts';
import { eventUuidOf } from '../ids.ts';
import type { EventUuid } from '../ids.ts';
import { Ancestry } from './ancestry.ts';
import type { Earlier, Key } from './earlier.ts';
import { MinHeap } from './heap.ts';

export interface Placed {
  readonly event: ComplaintEvent;
  readonly id: EventUuid;
  /** effective time */
  readonly at: Stamp;
  /** index in the order of the fold */
  readonly pos: number;
}

export interface Order {
  readonly placed: readonly Placed[];
  /** of every event that is placed, and of what was known before them */
  readonly positions: ReadonlyMap<EventUuid, number>;
  readonly ancestry: Ancestry;
  /** what no later event comes after, in order */
  readonly heads: readonly EventUuid[];
}

interface Node {
  readonly event: ComplaintEvent;
  readonly id: EventUuid;
  readonly at: Stamp;
}

export function effectiveStamp(event: ComplaintEvent): Stamp {
  if (event.admitted === undefined) return event.at;
  const limit = event.admitted.seen + MAX_LEAD;
  return stampMs(event.at) > limit ? makeStamp(Math.max(0, Math.trunc(limit)), 0) : event.at;
}

function isBefore(one: Key, other: Key): boolean {
  return one.at === other.at ? one.id < other.id : one.at < other.at;
}

/** The key by which events are ordered where nothing else does. */
export const keyOf = (event: ComplaintEvent): Key => ({
  at: effectiveStamp(event),
  id: eventUuidOf(event._id),
});
export const isLater = (one: Key, other: Key): boolean => isBefore(other, one);

/**
 * @param events each once
 * @param root the receipt, which comes before everything whatever the clocks say
 */
export function inOrder(events: readonly ComplaintEvent[], root: ComplaintEvent): Order {
  const rest = byCause(events.filter((event) => event !== root));
  return placedAfter([{ event: root, ...keyOf(root) }, ...rest], [], []);
}

/**
 * The same of what comes after a checkpoint, whose nodes have the first positions.
 * @param events each once; each may be folded after it
 */
export const inOrderAfter = (
  events: readonly ComplaintEvent[],
  { nodes, heads }: Pick<Earlier, 'nodes' | 'heads'>,
): Order => placedAfter(byCause(events), nodes, heads);

function byCause(events: readonly ComplaintEvent[]): Node[] {
  const nodes = events
    .map((event): Node => ({ event, ...keyOf(event) }))
    .sort((one, other) => (isBefore(one, other) ? -1 : 1));
  return isCausal(nodes) ? nodes : causal(nodes);
}

function placedAfter(
  order: readonly Node[],
  before: Earlier['nodes'],
  headsBefore: readonly EventUuid[],
): Order {
  const placed = order.map((node, index): Placed => ({ ...node, pos: before.length + index }));
  const positions = new Map<EventUuid, number>();
  for (const [pos, { id }] of before.entries()) positions.set(id, pos);
  for (const { id, pos } of placed) positions.set(id, pos);
  // An edge that points forward in the order was cut to break a cycle.
  const parents = placed.map(({ event, pos }) =>
    event.after.flatMap((id) => {
      const parent = positions.get(id);
      return parent === undefined || parent >= pos ? [] : [parent];
    }),
  );
  const named = new Set(parents.flat());
  const heads = [
    ...headsBefore.filter((id) => !named.has(positions.get(id) ?? -1)),
    ...placed.filter(({ pos }) => !named.has(pos) && (pos > 0 || placed.length === 1)).map(({ id }) => id),
  ];
  const ancestry = new Ancestry([...before.map(({ seen }) => seen), ...parents]);
  return { placed, positions, ancestry, heads };
}

/** Whether the order by time is already an order by cause, as it nearly always is. */
function isCausal(nodes: readonly Node[]): boolean {
  const waiting = new Set(nodes.map(({ id }) => id));
  return nodes.every(({ id, event }) => {
    waiting.delete(id);
    return event.after.every((parent) => parent !== id && !waiting.has(parent));
  });
}

/** Kahn's algorithm, always taking the earliest of what waits for nothing. @param nodes by time */
function causal(nodes: readonly Node[]): Node[] {
  const known = new Map(nodes.map((node) => [node.id, node]));
  const waitsFor = new Map<EventUuid, number>();
  const children = new Map<EventUuid, Node[]>();
  for (const node of nodes) {
    const parents = new Set(node.event.after.filter((id) => known.has(id)));
    waitsFor.set(node.id, parents.size);
    for (const parent of parents) {
      const of = children.get(parent);
      if (of === undefined) children.set(parent, [node]);
      else of.push(node);
    }
  }
  const ready = new MinHeap<Node>(isBefore);
  for (const node of nodes) if (waitsFor.get(node.id) === 0) ready.push(node);
  const order: Node[] = [];
  const done = new Set<EventUuid>();
  let earliest = 0;
  while (order.length < nodes.length) {
    let next = ready.pop();
    while (next === undefined && earliest < nodes.length) {
      const candidate = nodes[earliest];
      earliest += 1;
      if (candidate !== undefined && !done.has(candidate.id)) next = candidate;
    }
    if (next === undefined) break;
    if (done.has(next.id)) continue;
    done.add(next.id);
    order.push(next);
    for (const child of children.get(next.id) ?? []) {
      const left = (waitsFor.get(child.id) ?? 0) - 1;
      waitsFor.set(child.id, left);
      if (left === 0 && !done.has(child.id)) ready.push(child);
    }
  }
  return order;
}
