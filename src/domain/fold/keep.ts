/** Makes a checkpoint of a fold that has come so far. */
import { contestable } from '../complaint.ts';
import type { ContestableField, LogEntry } from '../complaint.ts';
import type { ComplaintEvent } from '../events/event.ts';
import type { EventUuid } from '../ids.ts';
import type { Earlier, Key, KnownNode } from './earlier.ts';
import { isLater, keyOf } from './order.ts';
import type { Order, Placed } from './order.ts';
import { plainOf } from './state.ts';
import type { KeptRegisters, Registers, State } from './state.ts';
import { toldBy } from './told.ts';

interface Reached {
  readonly order: Order;
  /** of the order, these many are folded */
  readonly done: number;
  readonly state: State;
  readonly root: ComplaintEvent;
  /** how the log shows them */
  readonly entries: readonly LogEntry[];
  readonly before: Earlier | null;
  readonly page: number;
}

const withoutDoubles = <T>(values: readonly T[]): T[] => [...new Set(values)];

/** What these events name as seen that is nowhere. */
export const absentFrom = (placed: readonly Placed[], { positions }: Order): EventUuid[] =>
  withoutDoubles(placed.flatMap(({ event }) => event.after.filter((id) => !positions.has(id))));

export function keep({ order, done, state, root, entries, before, page }: Reached): Earlier {
  const { placed, positions } = order;
  const [older, newer] = [placed.slice(0, done), placed.slice(done)];
  const end = newer[0]?.pos ?? positions.size;
  const heads = headsOf(older, before);
  const known = (ids: readonly EventUuid[]): number[] =>
    ids.flatMap((id) => positions.get(id) ?? []).filter((pos) => pos < end);
  const anchors = new Set([0, ...known(heads), ...known(newer.flatMap(({ event }) => event.after))]);
  const { answer } = state;
  const registers = keptBy(state.registers, anchors);
  const writes = Object.values(registers).flat();
  const nodes = withoutDoubles([
    ...anchors,
    ...writes.map(({ pos }) => pos),
    ...(answer === null ? [] : [answer.pos]),
  ]).sort((one, other) => one - other);
  const placeOf = new Map(nodes.map((pos, index) => [pos, index]));
  const whoseAt = (pos: number): Pick<KnownNode, 'id' | 'by' | 'at'> => {
    const { id, by, at } = before?.nodes[pos] ?? whose(placed[pos - (before?.nodes.length ?? 0)]);
    return { id, by, at };
  };
  // The receipt comes first whatever its stamp says.
  const inTime = older.filter(({ pos }) => pos > 0);
  const upTo = greatest(
    before?.upTo ?? null,
    inTime.map(({ event }) => keyOf(event)),
  );
  if (upTo === null) throw new Error('a page has more than a receipt');
  return {
    count: (before?.count ?? 0) + done,
    pages: (before?.pages ?? 0) + done / page,
    root: before?.root ?? entries[0]?.event ?? root,
    upTo,
    ahead: [...(before?.ahead ?? []), ...inTime.map(stamped)].filter((one) => isLater(one, upTo)),
    unknown: withoutDoubles([...(before?.unknown ?? []), ...absentFrom(older, order)]),
    absent: absentFrom(newer, order),
    heads,
    nodes: nodes.map((pos, index) => ({
      ...whoseAt(pos),
      seen: nodes.flatMap((other, at) =>
        at > 0 && at < index && order.ancestry.hadSeen(pos, other) ? [at] : [],
      ),
      anchor: anchors.has(pos),
    })),
    registers: moved(registers, placeOf),
    state: {
      ...plainOf(state),
      answer: answer === null ? null : { ...answer, pos: placeOf.get(answer.pos) ?? 0 },
    },
    ...toldBy(before, entries),
  };
}

const keptBy = (registers: Registers, anchors: Iterable<number>): KeptRegisters =>
  mapped((field) => registers[field].keep(anchors));

const moved = (registers: KeptRegisters, placeOf: ReadonlyMap<number, number>): KeptRegisters =>
  mapped((field) => registers[field].map((one) => ({ ...one, pos: placeOf.get(one.pos) ?? 0 })));

const mapped = (change: (field: ContestableField) => object): KeptRegisters =>
  Object.fromEntries(contestable.map((field) => [field, change(field)])) as unknown as KeptRegisters;

function whose(one: Placed | undefined): Pick<KnownNode, 'id' | 'by' | 'at'> {
  if (one === undefined)
    throw new Error('a position of the order is of the checkpoint or of an event after it');
  return { id: one.id, by: one.event.by, at: one.event.at };
}

/** As its author stamped it. */
const stamped = ({ event, id }: Placed): Key => ({ at: event.at, id });

function headsOf(older: readonly Placed[], before: Earlier | null): EventUuid[] {
  const named = new Set(older.flatMap(({ event }) => event.after));
  return [
    ...(before?.heads ?? []).filter((id) => !named.has(id)),
    ...older.filter(({ id, pos }) => pos > 0 && !named.has(id)).map(({ id }) => id),
  ];
}

export const greatest = (first: Key | null, keys: readonly Key[]): Key | null =>
  keys.reduce<Key | null>((last, key) => (last === null || isLater(key, last) ? key : last), first);
