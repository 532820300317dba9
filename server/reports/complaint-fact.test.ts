import { describe, expect, it } from 'vitest';
import type { ComplaintDoc, LogEntry } from '../../src/domain/complaint.ts';
import type { WorkingCalendar } from '../../src/domain/time/calendar.ts';
import { createZoneClock } from '../../src/domain/time/zone.ts';
import { complaintFact } from './complaint-fact.ts';
import type { ComplaintFact } from './complaint-fact.ts';

const zone = createZoneClock();
const tbilisi: WorkingCalendar = {
  timeZone: 'Asia/Tbilisi',
  workdays: [1, 2, 3, 4, 5],
  hours: { from: '09:00', to: '18:00' },
  holidays: [],
};
/** A complaint as far as facts read one. */
const base = {
  complaint: '019a0000-0000-7000-8000-000000000000',
  region: 'ge',
  branch: 'b1',
  channel: 'phone',
  language: 'ka',
  category: ['loan', 'loan.late'],
  severity: null,
  received: '2026-03-02',
  acknowledged: null,
  decided: null,
  accepted: null,
  closed: null,
  backdated: false,
  respondBy: '2026-03-16',
  log: [] as LogEntry[],
};
const factOf = (
  over: Readonly<Record<string, unknown>>,
  calendar: WorkingCalendar | null = tbilisi,
): ComplaintFact =>
  complaintFact({ ...base, ...over } as unknown as ComplaintDoc, calendar ?? undefined, zone);

describe('complaintFact', () => {
  it('gives an instant the date of its region, and leaves a mere date alone', () => {
    expect(factOf({ received: '2026-03-01T21:30:00.000Z' }).received).toBe('2026-03-02');
    expect(factOf({ received: '2026-03-01' }).received).toBe('2026-03-01');
    expect(factOf({ received: '2026-03-01T21:30:00.000Z' }, null).received).toBe('2026-03-01');
  });

  it('tells hours between instants, whole days where one is a mere date', () => {
    const closed = (on: string | null) => ({ reason: 'accepted', on, timely: null });
    expect(
      factOf({ received: '2026-03-02T08:00:00.000Z', acknowledged: '2026-03-02T09:30:00.000Z' })
        .acknowledgement,
    ).toEqual({ state: 'done', hours: 1.5 });
    expect(factOf({ closed: closed('2026-03-04') }).closing).toEqual({ state: 'done', hours: 48 });
    expect(factOf({ closed: closed('2026-03-03T21:00:00.000Z') }).closing).toEqual({
      state: 'done',
      hours: 48,
    });
  });

  it('knows no time to close when nobody knows the day, and none that runs backwards', () => {
    expect(factOf({ closed: { reason: 'asImported', on: null, timely: true } }).closing.state).toBe(
      'unknown',
    );
    expect(factOf({ acknowledged: '2026-03-01' }).acknowledgement.state).toBe('unknown');
  });

  it('counts what was closed and never acknowledged as not acknowledged until then', () => {
    expect(
      factOf({ closed: { reason: 'withdrawn', on: '2026-03-05', timely: null } }).acknowledgement,
    ).toEqual({
      state: 'ended',
      hours: 72,
    });
  });

  it('takes "timely" from the source before computing it', () => {
    const closed = { reason: 'asImported', on: null, timely: false };
    expect(factOf({ closed, decided: '2026-03-03' }).timely).toBe(false);
    const said = { event: { data: { timely: true }, admitted: { role: 'source' } }, without: null };
    expect(factOf({ log: [said] }).timely).toBe(true);
    const notTheirs = { event: { data: { timely: true }, admitted: { role: 'field' } }, without: null };
    expect(factOf({ log: [notTheirs] }).timely).toBeNull();
  });

  it('computes it from deadline and decision', () => {
    expect(factOf({ decided: '2026-03-16' }).timely).toBe(true);
    expect(factOf({ decided: '2026-03-17' }).timely).toBe(false);
    expect(factOf({ decided: '2026-03-16T19:00:00.000Z' }).timely).toBe(true);
    expect(factOf({ decided: '2026-03-16T20:30:00.000Z' }).timely).toBe(false);
  });

  it('leaves out, and counts, what is backdated or closed on an unknown day', () => {
    expect(factOf({ decided: '2026-03-03', backdated: true })).toMatchObject({
      timely: null,
      timelyUnknown: true,
    });
    const closed = { reason: 'asImported', on: null, timely: null };
    expect(factOf({ closed })).toMatchObject({ timely: null, timelyUnknown: true });
    expect(factOf({})).toMatchObject({ timely: null, timelyUnknown: false });
  });

  it('is overdue from the first moment after its deadline', () => {
    // 16 March ends in Tbilisi at 20:00 UTC
    expect(factOf({}).overdueFrom).toBe(Date.parse('2026-03-16T20:00:00Z'));
    expect(factOf({ respondBy: '2026-03-16T14:00:00.000Z' }).overdueFrom).toBe(
      Date.parse('2026-03-16T14:00:00.001Z'),
    );
    expect(factOf({ respondBy: null }).overdueFrom).toBeNull();
  });
});
