/**
 * A complaint is the fold of its events: pure, the same on phone and server, whatever order they arrive in, however
 * often. An act that was not entitled stays in the log, without effect and with the reason.
 */
import * as v from 'valibot';
import type { FoldedComplaint, LogEntry, WithoutEffect } from '../complaint.ts';
import { actionOf } from '../events/action.ts';
import { eventData, isEventKind } from '../events/data.ts';
import type { EventKind } from '../events/data.ts';
import type { ComplaintEvent } from '../events/event.ts';
import { authorOf, entitled, isSource, whenOf } from './act.ts';
import type { FoldContext } from './context.ts';
import { effects } from './effects/effects.ts';
import { distinctEvents, withoutBody } from './merge.ts';
import { inOrder } from './order.ts';
import type { Order, Placed } from './order.ts';
import { receiptOf } from './receipt.ts';
import { complaintOf } from './result.ts';
import { received } from './state.ts';
import type { State } from './state.ts';

/** Acts that a deadline is measured by: one of them backdated, and the complaint is out of on-time figures. */
const measured: ReadonlySet<string> = new Set<EventKind>([
  'received',
  'acknowledged',
  'decisionCommunicated',
  'closed',
]);

/**
 * @param entries events of one complaint in any order, repeated or not: the log that the server has, and a phone's own
 * @returns null: no receipt that counts among them (yet)
 */
export function fold(entries: readonly ComplaintEvent[], ctx: FoldContext): FoldedComplaint | null {
  const begun = begin(entries, ctx);
  if (begun === null) return null;
  const { order, root, state, first } = begun;
  const log = [first, ...order.placed.slice(1).map((one) => step(one, state, ctx))];
  return complaintOf(state, root, log, order.heads, ctx);
}

interface Begun {
  readonly order: Order;
  readonly root: ComplaintEvent;
  /** after the receipt */
  readonly state: State;
  readonly first: LogEntry;
}

/** @returns the order of all events, and the state that the receipt makes; null: none counts */
export function begin(entries: readonly ComplaintEvent[], ctx: FoldContext): Begun | null {
  const events = distinctEvents(entries);
  const receipt = receiptOf(events, ctx);
  if (receipt === null) return null;
  const order = inOrder(events, receipt.event);
  const [root] = order.placed;
  if (root === undefined) return null;
  const state = received(root, receipt.data, order.ancestry);
  return { order, root: receipt.event, state, first: entry(root, null, state, ctx) };
}

/** Folds one more event. @returns how the log shows it */
export const step = (one: Placed, state: State, ctx: FoldContext): LogEntry =>
  entry(one, apply(one, state, ctx), state, ctx);

function entry(one: Placed, without: WithoutEffect | null, state: State, ctx: FoldContext): LogEntry {
  if (without === null && isBackdated(one.event)) state.backdated = true;
  return { event: shown(one.event, ctx), without };
}

function apply(one: Placed, state: State, ctx: FoldContext): WithoutEffect | null {
  const { kind } = one.event;
  return isEventKind(kind) ? applyKind(kind, one, state, ctx) : 'log.unknownKind';
}

function applyKind<K extends EventKind>(
  kind: K,
  one: Placed,
  state: State,
  ctx: FoldContext,
): WithoutEffect | null {
  const { event, id, pos, at } = one;
  const data = v.safeParse(eventData[kind], event.data);
  if (!data.success) return 'log.malformed';
  const author = authorOf(event, ctx);
  if (!entitled(author, actionOf(kind))) return 'log.notEntitled';
  if (!isSource(author) && author.person !== null && state.about.includes(author.person)) {
    return 'log.conflictOfInterest';
  }
  const when = whenOf(data.output, at);
  const flags = event.admitted?.flags ?? [];
  return effects[kind]({ id, pos, author, data: data.output, when, flags }, state);
}

const isBackdated = ({ kind, admitted }: ComplaintEvent): boolean =>
  measured.has(kind) && (admitted?.flags.includes('backdated') ?? false);

/** As the log shows it: a party's details are in the party, and after an erasure nothing typed is left. */
function shown(event: ComplaintEvent, ctx: FoldContext): ComplaintEvent {
  return event.kind === 'partyChanged' || ctx.erased === true ? withoutBody(event) : event;
}
