/**
 * The fold of a complaint whose log is long: the same result, of which the older entries stand in pages, and a checkpoint
 * from which it goes on without them. How many pages there are is said by the number of events alone, so that everybody
 * makes the same documents, in whatever steps.
 */
import * as v from 'valibot';
import type { FoldedComplaint, LogEntry } from '../complaint.ts';
import { eventData } from '../events/data.ts';
import type { ComplaintEvent } from '../events/event.ts';
import { eventUuidOf } from '../ids.ts';
import type { FoldContext } from './context.ts';
import type { Earlier, Key } from './earlier.ts';
import { fits } from './fits.ts';
import { begin, step } from './fold.ts';
import { absentFrom, greatest, keep } from './keep.ts';
import { distinctEvents } from './merge.ts';
import { inOrderAfter, keyOf } from './order.ts';
import type { Order } from './order.ts';
import { complaintOf } from './result.ts';
import { goingOn } from './state.ts';
import type { State } from './state.ts';

/** Entries of a page; a complaint carries twice as many before the older half leaves. */
export const PAGE = 64;

export interface Page {
  readonly number: number;
  readonly after: Key | null;
  readonly entries: readonly LogEntry[];
}
export interface LongFold {
  readonly complaint: FoldedComplaint;
  /** that were made by this fold; those before them are as they were */
  readonly pages: readonly Page[];
}
export type LongLog = Pick<FoldedComplaint, 'log'> & { readonly earlier: Earlier };

export const isLong = <C extends Pick<FoldedComplaint, 'log' | 'earlier'>>(
  complaint: C,
): complaint is C & LongLog => complaint.earlier !== undefined;

/** From all events. Parameters as for `fold`. */
export function foldLong(
  entries: readonly ComplaintEvent[],
  ctx: FoldContext,
  page = ctx.page ?? PAGE,
): LongFold | null {
  const begun = begin(entries, ctx);
  return begun === null ? null : paged({ ...begun, before: null }, ctx, page);
}

/**
 * From a checkpoint, what stands after it, and what has come.
 * @returns null: something of it belongs before the checkpoint, or may: all events are to be folded
 */
export function foldOn(
  { earlier, log }: LongLog,
  added: readonly ComplaintEvent[],
  ctx: FoldContext,
  page = ctx.page ?? PAGE,
): LongFold | null {
  const known = new Map(log.map(({ event }) => [event._id, event]));
  const events = distinctEvents([...known.values(), ...added]);
  const ids = new Set(events.map(({ _id }) => eventUuidOf(_id)));
  const misplaced = events.some((event) => known.get(event._id) !== event && !fits(event, earlier, ids));
  if (misplaced) return null;
  const order = inOrderAfter(events, earlier);
  const { root, state: plain, registers } = earlier;
  const receipt = v.parse(eventData.received, root.data);
  const state = goingOn(root, receipt, plain, registers, order.ancestry);
  return paged({ order, root, state, first: null, before: earlier }, ctx, page);
}

interface Start {
  readonly order: Order;
  readonly root: ComplaintEvent;
  readonly state: State;
  /** the receipt's, when it is the first of the order */
  readonly first: LogEntry | null;
  readonly before: Earlier | null;
}

function paged({ order, root, state, first, before }: Start, ctx: FoldContext, page: number): LongFold {
  const leaving = leavingOf(order, page);
  const log: LogEntry[] = first === null ? [] : [first];
  let earlier: Earlier | null =
    before === null ? null : { ...before, absent: absentFrom(order.placed, order) };
  for (const one of order.placed.slice(log.length)) {
    if (leaving > 0 && log.length === leaving)
      earlier = keep({ order, done: leaving, state, root, entries: [...log], before, page });
    log.push(step(one, state, ctx));
  }
  const complaint = complaintOf(state, root, log.slice(leaving), order.heads, ctx);
  return {
    complaint: earlier === null ? complaint : { ...complaint, earlier },
    pages: pagesOf(log.slice(0, leaving), before, page),
  };
}

/** How many entries are no longer carried. Where a cycle was cut, nobody can say what another event would change. */
function leavingOf({ placed, positions }: Order, page: number): number {
  const over = placed.length - 2 * page;
  if (over <= 0) return 0;
  const cut = placed.findIndex(({ event, pos }) =>
    event.after.some((id) => (positions.get(id) ?? -1) >= pos),
  );
  const leaving = Math.ceil(over / page) * page;
  return cut === -1 ? leaving : Math.min(leaving, Math.floor(cut / page) * page);
}

function pagesOf(entries: readonly LogEntry[], before: Earlier | null, page: number): Page[] {
  const pages: Page[] = [];
  let after = before?.upTo ?? null;
  for (let at = 0; at < entries.length; at += page) {
    const part = entries.slice(at, at + page);
    pages.push({ number: (before?.pages ?? 0) + at / page, after, entries: part });
    after = greatest(
      after,
      part.slice(before === null && at === 0 ? 1 : 0).map(({ event }) => keyOf(event)),
    );
  }
  return pages;
}
