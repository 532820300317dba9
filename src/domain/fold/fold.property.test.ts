import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FoldedComplaint } from '../complaint.ts';
import type { ComplaintEvent } from '../events/event.ts';
import { stampMs } from '../hlc.ts';
import { START, context, eventId } from '../testing/history.ts';
import { arbitraryHistory, arrival, orders } from '../../../test/fault/arbitrary-history.ts';
import { fold } from './fold.ts';

const RUNS = { numRuns: 1_500 };

/** What remains when the server's notes on the events are left aside. */
function withoutAdmission(complaint: FoldedComplaint | null): unknown {
  if (complaint === null) return null;
  const log = complaint.log.map(({ event, without }) => ({ event: { ...event, admitted: null }, without }));
  return { ...complaint, log };
}

describe('the fold', () => {
  it('gives the same state for the same events, in any order of arrival, repeated or not', () => {
    fc.assert(
      fc.property(arbitraryHistory({ receipts: 'any' }), orders, (events, order) => {
        expect(fold(arrival(events, order), context)).toEqual(fold(events, context));
      }),
      RUNS,
    );
  });

  it('gives the same state when it is folded from its own log and what was missing, in any split', () => {
    fc.assert(
      fc.property(arbitraryHistory({ receipts: 'one' }), fc.nat(20), (events, split) => {
        const whole = fold(events, context);
        const part = fold(events.slice(0, 1 + split), context)?.log.map(({ event }) => event) ?? [];
        expect(fold([...part, ...events.slice(1 + split)], context)).toEqual(whole);
      }),
      RUNS,
    );
  });

  it('on a phone stays the same when its own events come back admitted, seen within five minutes of their stamps', () => {
    fc.assert(
      fc.property(
        arbitraryHistory({ receipts: 'one' }),
        fc.constantFrom('field', 'manager'),
        (events, role) => {
          const limit = 500;
          const own = (event: ComplaintEvent): boolean => event.by === 'ana' && event.seq > 1;
          const admitted = events.map((event) =>
            own(event)
              ? {
                  ...event,
                  admitted: {
                    seen: stampMs(event.at) - 4 * 60_000,
                    via: 'ana',
                    role,
                    remedyLimit: limit,
                    flags: [],
                  },
                }
              : event,
          );
          const before = admitted.map((event) => {
            if (!own(event)) return event;
            const { admitted: _, ...unseen } = event;
            return unseen;
          });
          const phone = { ...context, ownRole: { role, remedyLimit: limit } };
          const offline = fold(before, phone);
          expect(withoutAdmission(fold([...before, ...admitted], phone))).toEqual(withoutAdmission(offline));
          expect(withoutAdmission(fold(admitted, context))).toEqual(withoutAdmission(offline));
        },
      ),
      RUNS,
    );
  });

  it('has acts without effect change nothing: a note in their place gives the same complaint', () => {
    fc.assert(
      fc.property(arbitraryHistory({ receipts: 'any' }), (events) => {
        const complaint = fold(events, context);
        const idle = new Set(
          complaint?.log.filter(({ without }) => without !== null).map(({ event }) => event._id),
        );
        const replaced = events.map((event): ComplaintEvent => {
          if (!idle.has(event._id) || event.admitted === undefined) return event;
          return {
            ...event,
            kind: 'note',
            data: {},
            by: 'mia' as never,
            admitted: { ...event.admitted, role: 'manager' },
          };
        });
        const other = fold(replaced, context);
        expect({ ...other, log: [] }).toEqual({ ...complaint, log: [] });
      }),
      RUNS,
    );
  });

  it('never lets an act without effect touch what scope reads', () => {
    fc.assert(
      fc.property(arbitraryHistory({ receipts: 'any' }), (events) => {
        const complaint = fold(events, context);
        if (complaint === null) return;
        const effective = complaint.log.filter(({ without }) => without === null).map(({ event }) => event);
        const branches = effective.flatMap(({ kind, data }) =>
          kind === 'received' || kind === 'transferred' ? [data['branch']] : [],
        );
        const assignees = effective.flatMap(({ kind, data }) => (kind === 'assigned' ? [data['to']] : []));
        expect(new Set(complaint.branchesEver)).toEqual(new Set(branches));
        if (complaint.assignee !== null) expect(assignees).toContain(complaint.assignee);
        expect(complaint.about).not.toContain(complaint.assignee);
        expect(complaint.about).toEqual(complaint.log[0]?.event.data['about']);
      }),
      RUNS,
    );
  });

  it('keeps every event in the log, once, and is plain JSON', () => {
    fc.assert(
      fc.property(arbitraryHistory({ receipts: 'any' }), (events) => {
        const complaint = fold(events, context);
        expect(complaint?.log.map(({ event }) => event._id).toSorted()).toEqual(
          events.map(({ _id }) => _id).toSorted(),
        );
        expect(JSON.parse(JSON.stringify(complaint))).toEqual(complaint);
      }),
      RUNS,
    );
  });

  it('puts causes before effects wherever they can be', () => {
    fc.assert(
      fc.property(arbitraryHistory({ receipts: 'one' }), (events) => {
        const honest = events.map((event) => ({
          ...event,
          after: event.after.filter((id) => id < eventId(event.seq)),
        }));
        const log = fold(honest, context)?.log.map(({ event }) => event) ?? [];
        const position = new Map(log.map(({ _id }, index) => [_id.slice(-12), index]));
        for (const [index, event] of log.entries()) {
          for (const id of event.after) expect(position.get(id.slice(-12)) ?? -1).toBeLessThan(index);
        }
      }),
      RUNS,
    );
  });

  it('contests what two devices change apart, lets the later hold, and ends it by settling', () => {
    const severity = fc.constantFrom('critical', 'serious', 'moderate', 'minor');
    fc.assert(
      fc.property(
        severity,
        severity,
        fc.integer({ min: 2, max: 90 }),
        fc.integer({ min: 2, max: 90 }),
        fc.boolean(),
        (a, b, m, k, first) => {
          fc.pre(a !== b && m !== k);
          const [receipt] =
            fc.sample(arbitraryHistory({ receipts: 'one' }), { numRuns: 1, seed: 1 })[0] ?? [];
          if (receipt === undefined) throw new Error('no receipt');
          const at = (n: number, by: string, minute: number, value: string): ComplaintEvent => ({
            ...receipt,
            _id: receipt._id.slice(0, -12) + eventId(n).slice(-12),
            kind: 'assessed',
            at: (START + minute * 60_000).toString(16).padStart(12, '0').concat('-0000') as never,
            by: by as never,
            after: [eventId(1)],
            data: { severity: value },
            admitted: { seen: START + 100 * 60_000, via: by, role: 'field', remedyLimit: null, flags: [] },
          });
          const events = [receipt, at(2, 'ana', m, a), at(3, 'ben', k, b)];
          const complaint = fold(events, context);
          expect(complaint?.severity).toBe(m > k ? a : b);
          expect(complaint?.contested.map(({ field }) => field)).toEqual(['severity']);
          const settled = { ...at(4, 'ana', 95, a), kind: 'settled', after: [eventId(2), eventId(3)] };
          const choice = first ? 2 : 3;
          const after = fold(
            [...events, { ...settled, data: { field: 'severity', choice: eventId(choice) } }],
            context,
          );
          expect([after?.severity, after?.contested]).toEqual([first ? a : b, []]);
        },
      ),
      { numRuns: 300 },
    );
  });
});
