import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FoldedComplaint, LogEntry } from '../complaint.ts';
import type { ComplaintEvent } from '../events/event.ts';
import { effectiveStamp } from './order.ts';
import { context } from '../testing/history.ts';
import { arbitraryHistory, arrival, orders } from '../../../test/fault/arbitrary-history.ts';
import { fold } from './fold.ts';
import { foldLong, foldOn, isLong } from './long.ts';
import type { LongFold, Page } from './long.ts';

const RUNS = { numRuns: 700 };
const histories = fc.oneof(
  arbitraryHistory({ receipts: 'any', most: 30 }),
  arbitraryHistory({ receipts: 'any', most: 30, steady: true }),
  arbitraryHistory({ receipts: 'one', most: 30, steady: true }),
);
const pageSizes = fc.constantFrom(2, 3, 5);

/** As it is after a way through a store. */
const stored = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** The complaint with all of its log, as if it were short. */
function whole(long: FoldedComplaint, pages: readonly Page[]): FoldedComplaint {
  const { earlier: _earlier, ...complaint } = long;
  const log = pages.flatMap(({ entries }): readonly LogEntry[] => entries);
  return { ...complaint, log: [...log, ...complaint.log] };
}

/** Mostly by time, as events come; now and then one is late by `lateness` places. */
function asTheyCome(events: readonly ComplaintEvent[], lateness: readonly number[]): ComplaintEvent[] {
  const inTime = events.toSorted((one, other) => (effectiveStamp(one) < effectiveStamp(other) ? -1 : 1));
  return inTime
    .map((event, at) => ({ event, at: at + (lateness[at] ?? 0) }))
    .sort((one, other) => one.at - other.at)
    .map(({ event }) => event);
}
const latenesses = fc.array(fc.constantFrom(...Array<number>(18).fill(0), 2, 5), {
  minLength: 60,
  maxLength: 60,
});
const cuts = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 60, maxLength: 60 });

/** As it is on the phone that made it. */
function unseen(event: ComplaintEvent): ComplaintEvent {
  const { admitted: _, ...own } = event;
  return own;
}

function* batches(events: readonly ComplaintEvent[], sizes: readonly number[]) {
  for (let at = 0, n = 0; at < events.length; n += 1) {
    const size = sizes[n] ?? 1;
    yield { so: events.slice(0, at), added: events.slice(at, at + size) };
    at += size;
  }
}

/** One step of a server: on from the checkpoint where that can be, else from all. */
function next(
  now: LongFold | null,
  all: readonly ComplaintEvent[],
  added: readonly ComplaintEvent[],
  page: number,
): { readonly result: LongFold | null; readonly wentOn: boolean } {
  const before = now === null ? null : stored(now);
  if (before !== null && isLong(before.complaint)) {
    const on = foldOn(before.complaint, added, context, page);
    if (on !== null) return { result: { ...on, pages: [...before.pages, ...on.pages] }, wentOn: true };
  }
  return { result: foldLong([...all, ...added], context, page), wentOn: false };
}

describe('the fold of a long log', () => {
  it('is the fold of all events, its older entries in pages', () => {
    fc.assert(
      fc.property(histories, pageSizes, (events, page) => {
        const long = foldLong(events, context, page);
        expect(long === null ? null : whole(long.complaint, long.pages)).toEqual(fold(events, context));
        if (long === null) return;
        expect(long.complaint.log.length).toBeGreaterThan(0);
        expect(long.complaint.earlier?.count ?? 0).toBe(long.pages.length * page);
      }),
      RUNS,
    );
  });

  it('comes to the same documents in whatever steps and order events arrive, repeated or not', () => {
    let wentOn = 0;
    fc.assert(
      fc.property(histories, latenesses, cuts, pageSizes, (events, lateness, sizes, page) => {
        const coming = asTheyCome(events, lateness);
        let now: LongFold | null = null;
        for (const { so, added } of batches(coming, sizes)) {
          const repeated = lateness[so.length] === 2 ? so.slice(-2) : [];
          const step = next(now, so, [...added, ...repeated], page);
          if (step.wentOn) wentOn += 1;
          now = step.result;
          expect(now).toEqual(foldLong([...so, ...added], context, page));
        }
      }),
      RUNS,
    );
    expect(wentOn).toBeGreaterThan(RUNS.numRuns);
  });

  it('is the same in any order of arrival', () => {
    fc.assert(
      fc.property(
        arbitraryHistory({ receipts: 'any', most: 30 }),
        orders,
        pageSizes,
        (events, order, page) => {
          expect(foldLong(arrival(events, order), context, page)).toEqual(foldLong(events, context, page));
        },
      ),
      RUNS,
    );
  });

  it('on a phone, from what the server has kept and its own events, is the fold of all of them', () => {
    let wentOn = 0;
    fc.assert(
      fc.property(histories, fc.nat(29), pageSizes, fc.boolean(), (events, from, page, acknowledged) => {
        const inTime = asTheyCome(events, []);
        const [theirs, late] = [inTime.slice(0, 1 + from), inTime.slice(1 + from)];
        // Its own have not come back yet, or the server has them and the phone does not know.
        const own = [...(acknowledged ? theirs.slice(-3) : []), ...late].map(unseen);
        const served = foldLong(theirs, context, page);
        if (served === null || !isLong(served.complaint)) return;
        const on = foldOn(stored(served.complaint), own, context, page);
        if (on === null) return;
        wentOn += 1;
        const all = fold([...theirs, ...own], context);
        expect(whole(on.complaint, [...served.pages, ...on.pages])).toEqual(all);
      }),
      RUNS,
    );
    expect(wentOn).toBeGreaterThan(RUNS.numRuns / 10);
  });
});
