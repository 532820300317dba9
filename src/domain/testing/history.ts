/** For tests: histories of a complaint, written as one would tell them. */
import type { Channel } from '../codes.ts';
import type { EventData, EventKind } from '../events/data.ts';
import type { ComplaintEvent } from '../events/event.ts';
import type { FoldContext } from '../fold/context.ts';
import { makeStamp } from '../hlc.ts';
import { eventDocId } from '../ids.ts';
import type { BranchId, ComplaintId, DeviceId, EventUuid, PersonId, RegionId, Uuid } from '../ids.ts';
import { defaultPolicy } from '../time/default-policy.ts';
import { instantOf } from '../time/moment.ts';
import { createZoneClock } from '../time/zone.ts';

/** 2026-03-02T09:00Z, a Monday */
export const START = Date.UTC(2026, 2, 2, 9);
export const MINUTE = 60_000;

export const uuidOf = (n: number): Uuid =>
  `019c0000-0000-7000-8000-${n.toString(16).padStart(12, '0')}` as Uuid;
export const eventId = (n: number): EventUuid => uuidOf(n) as EventUuid;
export const theComplaint = uuidOf(0xc0ffee) as ComplaintId;
export const person = (name: string): PersonId => name as PersonId;
export const branch = (name: string): BranchId => name as BranchId;
export const region = (name: string): RegionId => name as RegionId;
export const device = (name: string): DeviceId => name as DeviceId;

export interface Told<K extends EventKind = EventKind> {
  readonly kind: K;
  readonly data: EventData<K>;
  readonly by?: string | null;
  readonly role?: string;
  readonly remedyLimit?: number | null;
  /** minutes after START */
  readonly minute?: number;
  readonly after?: readonly EventUuid[];
  /** minutes after START; left out: as the stamp; null: the server has not seen it */
  readonly seen?: number | null;
  readonly flags?: readonly string[];
  readonly body?: Readonly<Record<string, unknown>>;
}

/** The event number `n`; by default it is by a field person and comes after number `n − 1`. */
export function told<K extends EventKind>(n: number, event: Told<K>): ComplaintEvent {
  const { by = 'ana', role = 'field', remedyLimit = null, minute = n, seen = minute } = event;
  const ms = START + minute * MINUTE;
  return {
    v: 1,
    _id: eventDocId(theComplaint, eventId(n)),
    complaint: theComplaint,
    kind: event.kind,
    at: makeStamp(ms, 0),
    seq: n,
    device: device(`phone-${by ?? 'import'}`),
    by: by === null ? null : person(by),
    prev: null,
    after: [...(event.after ?? (n === 1 ? [] : [eventId(n - 1)]))],
    data: { ...event.data },
    bodyHash: event.body === undefined ? null : 'B'.repeat(43),
    sig: 'S'.repeat(86),
    ...(event.body === undefined ? {} : { body: { salt: 'A'.repeat(22), ...event.body } }),
    ...(seen === null
      ? {}
      : {
          admitted: {
            seen: START + seen * MINUTE,
            via: by ?? 'import',
            role,
            remedyLimit,
            flags: [...(event.flags ?? [])],
          },
        }),
  };
}

export const receipt = (more: Partial<EventData<'received'>> = {}): EventData<'received'> => ({
  reference: 'N7K-0412-Q',
  branch: branch('tbilisi-1'),
  region: region('east'),
  channel: 'inPerson' satisfies Channel,
  category: ['repair', 'came-back'],
  wanted: ['repair'],
  received: instantOf(START),
  policy: 'policy:default:1',
  ...more,
});

/** A history from its beginning: each event follows the one before. */
export function history(...events: readonly Told[]): ComplaintEvent[] {
  const first: Told<'received'> = {
    kind: 'received',
    data: receipt(),
    body: { text: 'The boiler leaks again' },
  };
  return [first, ...events].map((event, index) => told(index + 1, event));
}

const zone = createZoneClock();
export const context: FoldContext = {
  policyOf: (id) => (id === 'policy:default:1' ? defaultPolicy : undefined),
  calendarOf: () => ({
    timeZone: 'Asia/Tbilisi',
    workdays: [1, 2, 3, 4, 5],
    hours: { from: '09:00', to: '18:00' },
    holidays: [],
  }),
  zone,
  ownRole: { role: 'field', remedyLimit: null },
};
