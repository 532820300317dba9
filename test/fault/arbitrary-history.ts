/** For property tests and fuzzers: histories of a complaint as nobody would tell them, and orders to arrive in. */
import * as fc from 'fast-check';
import { eventKinds } from '../../src/domain/events/data.ts';
import type { EventKind } from '../../src/domain/events/data.ts';
import type { ComplaintEvent } from '../../src/domain/events/event.ts';
import { branch, eventId, person, receipt, region, told } from '../../src/domain/testing/history.ts';

const people = ['ana', 'ben', 'mia', 'kai'] as const;
const severities = ['critical', 'serious', 'moderate', 'minor'] as const;
const closings = ['accepted', 'noReply', 'recourseExhausted', 'withdrawn', 'asImported'] as const;

/** Data of a kind, from small pools, so that events meet each other. @param n of which event */
function dataOf(kind: EventKind, n: number, pick: number): Record<string, unknown> {
  const other = eventId(1 + (pick % Math.max(1, n)));
  const to = people[pick % people.length] ?? 'ana';
  switch (kind) {
    case 'received':
      return { ...receipt({ about: pick % 2 === 0 ? [person('kai')] : [] }), reference: `R-${pick}` };
    case 'assessed':
      return { severity: severities[pick % 4], ...(pick % 3 === 0 ? { safety: pick % 2 === 0 } : {}) };
    case 'assigned':
      return { to: pick % 5 === 0 ? null : to };
    case 'transferred':
      return { branch: branch(`b${pick % 3}`), region: region(pick % 2 === 0 ? 'east' : 'west') };
    case 'partyChanged':
      return { relation: 'customer' };
    case 'remedyProposed':
      return { remedy: 'refund', amount: { minor: (pick % 10) * 100, currency: 'GEL' } };
    case 'remedyApproved':
      return { proposal: other };
    case 'decisionCommunicated':
      return { outcome: pick % 2 === 0 ? 'upheld' : 'notUpheld', remedies: pick % 3 === 0 ? ['refund'] : [] };
    case 'actionDone':
      return { remedy: pick % 2 === 0 ? 'refund' : 'apology' };
    case 'closed':
      return { reason: closings[pick % 5] };
    case 'referred':
      return { to: 'external' };
    case 'corrected':
      return pick % 2 === 0
        ? { field: 'category', value: [`c${pick % 3}`] }
        : { field: 'channel', value: 'email' };
    case 'settled':
      return { field: ['severity', 'assignee', 'branch', 'closed', 'outcome'][pick % 5], choice: other };
    case 'linked':
      return { to: eventId(999), relation: 'related' };
    case 'evidenceAdded':
      return { evidence: eventId(998) };
    // One in seven cannot be read.
    case 'acknowledged':
      return pick % 7 === 0 ? { on: 'yesterday' } : {};
    default:
      return {};
  }
}

interface Shape {
  readonly receipts: 'one' | 'any';
  /** events after the receipt; 14, or as often as not nearly so many as are said here */
  readonly most?: number;
  /** by people who see each other's work: what one does comes after what was there lately, and clocks are nearly right */
  readonly steady?: boolean;
}

/** Which of the events before it number `n` comes after. */
const lately = (n: number, parent: number): number =>
  parent < 27 ? Math.max(1, n - 1 - (parent % 4)) : 1 + (parent % (n - 1));

/** Events after a receipt: any kind, any author, any clock, seeing any part of the rest (rarely even the future). */
export const arbitraryHistory = ({
  receipts,
  most = 14,
  steady = false,
}: Shape): fc.Arbitrary<ComplaintEvent[]> =>
  fc
    .array(
      fc.record({
        kind: fc.constantFrom(
          ...eventKinds.filter((kind) => receipts === 'any' || kind !== 'received'),
          'foreseen',
        ),
        pick: fc.nat(1000),
        by: fc.constantFrom(...people),
        role: fc.constantFrom('field', 'field', 'manager', 'manager', 'analyst', 'source'),
        remedyLimit: fc.constantFrom(null, 0, 500),
        minute: fc.integer({ min: -20, max: 60 }),
        lag: fc.integer({ min: -30, max: 30 }),
        parents: fc.array(fc.nat(30), { maxLength: 3 }),
        flags: fc.constantFrom([], [], ['backdated'], ['assignee.outside']),
        typed: fc.boolean(),
      }),
      most === undefined ? { maxLength: 14 } : { maxLength: most, size: 'max' },
    )
    .map((drafts) => [
      told(1, {
        kind: 'received',
        data: receipt({ about: [person('kai')] }),
        body: { text: 'what happened' },
      }),
      ...drafts.map(({ kind, pick, minute, lag, parents, typed, ...rest }, index) => {
        const n = index + 2;
        const known = kind === 'foreseen' ? 'note' : kind;
        const event = told(n, {
          ...rest,
          kind: known,
          data: dataOf(known, n, pick),
          minute: steady ? 2 * n + (minute % 4) : minute,
          seen: steady ? 2 * n + (lag % 8) : minute + lag,
          // Mostly what came before; now and then, by a forger, what comes after.
          after: parents.map((parent) =>
            eventId(steady ? lately(n, parent) : parent < 26 ? 1 + (parent % (n - 1)) : parent - 15),
          ),
          ...(typed ? { body: { text: `typed ${n}`, name: `name ${n}` } } : {}),
        });
        return kind === 'foreseen' ? { ...event, kind } : event;
      }),
    ]);

/** Shuffled, with some repeated, by the numbers given. */
export function arrival(events: readonly ComplaintEvent[], order: readonly number[]): ComplaintEvent[] {
  const repeated = [...events, ...events.filter((_, index) => (order[index] ?? 0) % 3 === 0)];
  return repeated
    .map((event, index) => ({ event, key: order[index % Math.max(1, order.length)] ?? index }))
    .sort((one, other) => one.key - other.key)
    .map(({ event }) => ({ ...event }));
}

export const orders = fc.array(fc.nat(10_000), { minLength: 40, maxLength: 40 });
