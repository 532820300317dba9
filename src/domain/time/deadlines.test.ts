import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { severities } from '../severity.ts';
import { type WorkingCalendar, isWorkingDay } from './calendar.ts';
import {
  type DeadlinePolicy,
  type DeadlineRule,
  deadlinePolicy,
  deadlines,
  isOverdue,
  onTime,
} from './deadlines.ts';
import { defaultPolicy } from './default-policy.ts';
import {
  type Instant,
  type LocalDate,
  type Moment,
  compareMoments,
  dateAt,
  dateOfDay,
  instantOf,
  isDate,
  msOf,
} from './moment.ts';
import { createZoneClock } from './zone.ts';

const zone = createZoneClock();
const on = (text: string): LocalDate => dateOfDay(Date.parse(text) / 86_400_000);
const at = (text: string): Instant => instantOf(Date.parse(text));

const calendar: WorkingCalendar = {
  timeZone: 'Asia/Tbilisi', // +04:00 all year
  workdays: [1, 2, 3, 4, 5],
  hours: { from: '09:00', to: '18:00' },
  holidays: [on('2026-01-07')],
};

const policyOf = (rule: DeadlineRule): DeadlinePolicy => ({
  id: 'test',
  version: 1,
  acknowledge: { standard: rule },
  respond: { standard: rule },
});
const by = (received: Moment, rule: DeadlineRule, hours = calendar.hours): Moment | null =>
  deadlines({ received, severity: null, policy: policyOf(rule), calendar: { ...calendar, hours }, zone })
    .respondBy;

describe('the default policy', () => {
  it('is a policy', () => {
    expect(v.parse(deadlinePolicy, defaultPolicy)).toEqual(defaultPolicy);
  });

  it('grants 2 and 10 working days to what came on a date, the day of receipt being day 0', () => {
    const question = { received: on('2026-01-05'), policy: defaultPolicy, calendar, zone };
    // Wednesday 7 January is a holiday.
    const normal = { acknowledgeBy: '2026-01-08', respondBy: '2026-01-20' };
    expect(deadlines({ ...question, severity: null })).toEqual(normal);
    for (const severity of severities) {
      const expected =
        severity === 'critical' ? { acknowledgeBy: '2026-01-06', respondBy: '2026-01-09' } : normal;
      expect(deadlines({ ...question, severity })).toEqual(expected);
    }
  });

  it('grants an instant until the end of the working hours', () => {
    const received = at('2026-01-05T19:59:00Z'); // 23:59 in Tbilisi, still the 5th
    expect(deadlines({ received, severity: null, policy: defaultPolicy, calendar, zone })).toEqual({
      acknowledgeBy: '2026-01-08T14:00:00.000Z',
      respondBy: '2026-01-20T14:00:00.000Z',
    });
    const afterMidnight = at('2026-01-05T20:00:00Z');
    expect(
      deadlines({ received: afterMidnight, severity: 'critical', policy: defaultPolicy, calendar, zone }),
    ).toEqual({
      acknowledgeBy: '2026-01-08T14:00:00.000Z',
      respondBy: '2026-01-12T14:00:00.000Z',
    });
  });
});

describe('deadlines', () => {
  it('counts hours, business hours and calendar days of an instant', () => {
    const received = at('2026-01-09T13:00:00Z'); // Friday 17:00
    expect(by(received, { within: 24, unit: 'hours' })).toBe('2026-01-10T13:00:00.000Z');
    expect(by(received, { within: 3, unit: 'businessHours' })).toBe('2026-01-12T07:00:00.000Z');
    expect(by(received, { within: 30, unit: 'calendarDays' })).toBe('2026-02-08T19:59:59.999Z');
    expect(by(received, { within: 1, unit: 'workingDays' }, { from: '00:00', to: '24:00' })).toBe(
      '2026-01-12T19:59:59.999Z',
    );
  });

  it('gives a date the date that holds however late in the day it came', () => {
    const received = on('2026-01-09');
    expect(by(received, { within: 24, unit: 'hours' })).toBe('2026-01-10');
    expect(by(received, { within: 30, unit: 'calendarDays' })).toBe('2026-02-08');
    expect(by(received, { within: 9, unit: 'businessHours' })).toBe('2026-01-12');
    expect(by(received, { within: 10, unit: 'businessHours' })).toBe('2026-01-13');
  });

  it('knows no deadline of an instant where the zone is unknown', () => {
    const elsewhere = { ...calendar, timeZone: 'Europe/Atlantis' };
    expect(
      deadlines({
        received: at('2026-01-05T10:00:00Z'),
        severity: null,
        policy: defaultPolicy,
        calendar: elsewhere,
        zone,
      }),
    ).toEqual({ acknowledgeBy: null, respondBy: null });
  });

  const rules: fc.Arbitrary<DeadlineRule> = fc.record({
    within: fc.nat({ max: 60 }),
    unit: fc.constantFrom('workingDays', 'businessHours', 'calendarDays', 'hours'),
  });
  const received = fc.integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2030, 0, 1) });

  it('never gives a date less time than any instant of that date', () => {
    fc.assert(
      fc.property(received, rules, (ms, rule) => {
        const place = { zone, timeZone: calendar.timeZone };
        const date = dateAt(instantOf(ms), place);
        const ofDate = date === null ? null : by(date, rule);
        const ofInstant = by(instantOf(ms), rule);
        if (ofDate === null || ofInstant === null) throw new Error('the zone is known');
        expect(isDate(ofDate)).toBe(true);
        expect(compareMoments(ofDate, ofInstant, place) ?? 0).toBeGreaterThanOrEqual(0);
        if (rule.unit === 'workingDays' && isDate(ofDate)) expect(isWorkingDay(calendar, ofDate)).toBe(true);
      }),
    );
  });

  it('never gives a later complaint an earlier deadline', () => {
    fc.assert(
      fc.property(received, fc.nat({ max: 200_000_000 }), rules, (ms, later, rule) => {
        const [first, second] = [by(instantOf(ms), rule), by(instantOf(ms + later), rule)];
        if (first === null || second === null) throw new Error('the zone is known');
        expect(compareMoments(first, second) ?? Number.NaN).toBeLessThanOrEqual(0);
      }),
    );
  });
});

describe('isOverdue', () => {
  it('is so once the instant or the whole date has passed', () => {
    expect(isOverdue(at('2026-01-08T14:00:00Z'), at('2026-01-08T14:00:00Z'), calendar, zone)).toBe(false);
    expect(isOverdue(at('2026-01-08T14:00:00Z'), at('2026-01-08T14:00:00.001Z'), calendar, zone)).toBe(true);
    expect(isOverdue(on('2026-01-08'), at('2026-01-08T19:59:59.999Z'), calendar, zone)).toBe(false);
    expect(isOverdue(on('2026-01-08'), at('2026-01-08T20:00:00Z'), calendar, zone)).toBe(true);
    expect(isOverdue(null, at('2026-01-08T20:00:00Z'), calendar, zone)).toBe(false);
  });
});

describe('onTime', () => {
  it('compares what can be compared', () => {
    const check = (deadline: Moment | null, done: Moment | null): boolean | null =>
      onTime(deadline, done, calendar, zone);
    expect(check(on('2026-01-08'), on('2026-01-08'))).toBe(true);
    expect(check(on('2026-01-08'), on('2026-01-09'))).toBe(false);
    expect(check(on('2026-01-08'), at('2026-01-08T19:59:59Z'))).toBe(true);
    expect(check(on('2026-01-08'), at('2026-01-08T20:00:00Z'))).toBe(false);
    expect(check(at('2026-01-08T14:00:00Z'), at('2026-01-08T14:00:00Z'))).toBe(true);
    expect(check(at('2026-01-08T14:00:00Z'), on('2026-01-07'))).toBe(true);
    expect(check(at('2026-01-08T14:00:00Z'), on('2026-01-08'))).toBeNull();
    expect(check(at('2026-01-08T14:00:00Z'), on('2026-01-09'))).toBe(false);
    expect(check(null, on('2026-01-08'))).toBeNull();
    expect(check(on('2026-01-08'), null)).toBeNull();
  });

  it('agrees with isOverdue at the moment of doing', () => {
    const times = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 0, 10) });
    fc.assert(
      fc.property(times, times, fc.boolean(), (due, done, asDate) => {
        const deadline = asDate ? dateOfDay(Math.floor(due / 86_400_000)) : instantOf(due);
        expect(onTime(deadline, instantOf(done), calendar, zone)).toBe(
          !isOverdue(deadline, instantOf(done), calendar, zone),
        );
        expect(msOf(instantOf(done))).toBe(done);
      }),
    );
  });
});
