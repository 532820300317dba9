import { Temporal } from 'temporal-polyfill';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  type WorkingCalendar,
  addWorkingDays,
  addWorkingMinutes,
  isWorkingDay,
  minutesOfClock,
  weekdayOf,
  workingCalendar,
  workingMinutesBetween,
} from './calendar.ts';
import { type LocalDate, dateOfDay } from './moment.ts';
import { createZoneClock } from './zone.ts';

const zone = createZoneClock();
const on = (text: string): LocalDate => dateOfDay(Date.parse(text) / 86_400_000);

const newYork: WorkingCalendar = {
  timeZone: 'America/New_York',
  workdays: [1, 2, 3, 4, 5],
  hours: { from: '09:00', to: '17:00' },
  holidays: [on('2026-07-03')],
};
const tehran: WorkingCalendar = {
  timeZone: 'Asia/Tehran',
  workdays: [6, 7, 1, 2, 3],
  hours: { from: '08:00', to: '16:30' },
  holidays: [],
};

const day = fc.integer({ min: Date.UTC(2005, 0, 1) / 86_400_000, max: Date.UTC(2030, 0, 1) / 86_400_000 });
const calendars: fc.Arbitrary<WorkingCalendar> = fc
  .record({
    timeZone: fc.constantFrom(
      'America/New_York',
      'Asia/Tehran',
      'Asia/Tbilisi',
      'Europe/Belgrade',
      'America/Sao_Paulo',
      'UTC',
    ),
    workdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    hours: fc.constantFrom(
      { from: '09:00', to: '17:00' },
      { from: '00:00', to: '24:00' },
      { from: '08:30', to: '16:45' },
    ),
  })
  .map((calendar) => ({ ...calendar, holidays: [] }));

/** A calendar, and a time near a change of its clocks as often as not. */
const calendarAndTime = fc
  .tuple(calendars, fc.integer({ min: 20_000_000, max: 31_000_000 }), fc.boolean())
  .map(([calendar, minute, near]): [WorkingCalendar, number] => {
    const at = Temporal.Instant.fromEpochMilliseconds(minute * 60_000).toZonedDateTimeISO(calendar.timeZone);
    const change = near ? at.getTimeZoneTransition('previous') : null;
    return [
      calendar,
      change === null ? minute * 60_000 : change.epochMilliseconds - (minute % 2880) * 60_000,
    ];
  });

/** Working minutes by looking at the wall every minute, with Temporal. */
function countedMinutes(calendar: WorkingCalendar, from: number, to: number): number {
  let counted = 0;
  for (let ms = from; ms < to; ms += 60_000) {
    const wall = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(calendar.timeZone);
    const minutes = wall.hour * 60 + wall.minute;
    const open =
      minutes >= minutesOfClock(calendar.hours.from) && minutes < minutesOfClock(calendar.hours.to);
    if (open && calendar.workdays.includes(wall.dayOfWeek)) counted += 1;
  }
  return counted;
}

describe('workingCalendar', () => {
  it('takes a calendar, and keeps fields that it does not know', () => {
    expect(v.parse(workingCalendar, { ...newYork, note: 'x' })).toEqual({ ...newYork, note: 'x' });
  });

  it.each([
    [{ workdays: [] }, 'calendar.workdays'],
    [{ workdays: [1, 1] }, 'calendar.workdays'],
    [{ workdays: [0] }, 'calendar.workdays'],
    [{ workdays: [1.5] }, 'calendar.workdays'],
    [{ hours: { from: '17:00', to: '09:00' } }, 'calendar.hours'],
    [{ hours: { from: '9:00', to: '17:00' } }, 'calendar.hours'],
    [{ hours: { from: '09:00', to: '24:30' } }, 'calendar.hours'],
    [{ holidays: ['2026-02-30'] }, 'moment.date'],
    [{ timeZone: '+03:30' }, 'calendar.timeZone'],
    [{ timeZone: '' }, 'calendar.timeZone'],
  ])('refuses %j by its rule', (part, code) => {
    expect(v.safeParse(workingCalendar, { ...newYork, ...part }).issues?.[0].message).toBe(code);
  });
});

describe('isWorkingDay', () => {
  it('knows weekdays as Temporal does', () => {
    fc.assert(
      fc.property(fc.integer({ min: -30_000, max: 60_000 }), (n) => {
        expect(weekdayOf(dateOfDay(n))).toBe(Temporal.PlainDate.from(dateOfDay(n)).dayOfWeek);
      }),
    );
  });

  it('leaves out holidays and the weekend of the region', () => {
    expect(isWorkingDay(newYork, on('2026-07-02'))).toBe(true);
    expect(isWorkingDay(newYork, on('2026-07-03'))).toBe(false);
    expect(isWorkingDay(newYork, on('2026-07-04'))).toBe(false);
    // Saturday is worked in Tehran, Friday isn't.
    expect(isWorkingDay(tehran, on('2026-07-04'))).toBe(true);
    expect(isWorkingDay(tehran, on('2026-07-03'))).toBe(false);
  });
});

describe('addWorkingDays', () => {
  it('counts from the day after, over weekend and holiday', () => {
    expect(addWorkingDays(newYork, on('2026-07-02'), 1)).toBe('2026-07-06');
    expect(addWorkingDays(newYork, on('2026-07-02'), 2)).toBe('2026-07-07');
    expect(addWorkingDays(newYork, on('2026-07-04'), 1)).toBe('2026-07-06');
    expect(addWorkingDays(newYork, on('2026-07-04'), 0)).toBe('2026-07-06');
    expect(addWorkingDays(newYork, on('2026-07-02'), 0)).toBe('2026-07-02');
    expect(addWorkingDays(tehran, on('2026-07-01'), 1)).toBe('2026-07-04');
  });

  it('refuses days that are no count', () => {
    expect(() => addWorkingDays(newYork, on('2026-07-02'), -1)).toThrow(RangeError);
    expect(() => addWorkingDays(newYork, on('2026-07-02'), 0.5)).toThrow(RangeError);
  });

  it('ends on a working day with exactly so many working days after the first', () => {
    fc.assert(
      fc.property(calendars, day, fc.integer({ min: 1, max: 40 }), (calendar, start, days) => {
        const end = addWorkingDays(calendar, dateOfDay(start), days);
        expect(isWorkingDay(calendar, end)).toBe(true);
        let counted = 0;
        for (let n = start + 1; dateOfDay(n) <= end; n += 1)
          counted += isWorkingDay(calendar, dateOfDay(n)) ? 1 : 0;
        expect(counted).toBe(days);
      }),
    );
  });
});

describe('working minutes', () => {
  it('pass within hours only', () => {
    const friday = Date.parse('2026-06-26T20:30:00Z'); // 16:30 in New York
    const monday = Date.parse('2026-06-29T13:45:00Z'); // 09:45
    expect(workingMinutesBetween(newYork, zone, friday, monday)).toBe(75);
    expect(workingMinutesBetween(newYork, zone, monday, friday)).toBe(-75);
    expect(addWorkingMinutes(newYork, zone, friday, 75)).toBe(monday);
    expect(addWorkingMinutes(newYork, zone, friday, 30)).toBe(Date.parse('2026-06-26T21:00:00Z'));
  });

  it('keep to the clocks on the wall over a change', () => {
    // New York left winter time on Sunday 8 March 2026: a day of hours lies between 09:00 and 17:00 all the same.
    const before = Date.parse('2026-03-06T14:00:00Z'); // Friday 09:00
    expect(addWorkingMinutes(newYork, zone, before, 16 * 60)).toBe(Date.parse('2026-03-09T21:00:00Z'));
    // Iran changed at midnight until 2022, and not since.
    const in2022 = Date.parse('2022-03-21T04:30:00Z'); // Monday 08:00, +03:30
    expect(addWorkingMinutes(tehran, zone, in2022, 510 + 60)).toBe(Date.parse('2022-03-22T04:30:00Z'));
    const in2023 = Date.parse('2023-03-20T04:30:00Z');
    expect(addWorkingMinutes(tehran, zone, in2023, 510 + 60)).toBe(Date.parse('2023-03-21T05:30:00Z'));
  });

  it('are the minutes that pass when a change falls into working hours', () => {
    const always: WorkingCalendar = {
      ...newYork,
      workdays: [1, 2, 3, 4, 5, 6, 7],
      hours: { from: '00:00', to: '24:00' },
    };
    const spring = workingMinutesBetween(
      always,
      zone,
      Date.parse('2026-03-08T05:00:00Z'),
      Date.parse('2026-03-09T04:00:00Z'),
    );
    const autumn = workingMinutesBetween(
      always,
      zone,
      Date.parse('2026-11-01T04:00:00Z'),
      Date.parse('2026-11-02T05:00:00Z'),
    );
    expect([spring, autumn]).toEqual([23 * 60, 25 * 60]);
  });

  it('refuse what is no duration', () => {
    expect(() => addWorkingMinutes(newYork, zone, 0, -1)).toThrow(RangeError);
    expect(() => addWorkingMinutes(newYork, zone, 0, Number.POSITIVE_INFINITY)).toThrow(RangeError);
  });

  it('are as many as one counts by looking at the wall every minute', () => {
    fc.assert(
      fc.property(calendarAndTime, fc.integer({ min: 0, max: 3 * 1440 }), ([calendar, from], span) => {
        const to = from + span * 60_000;
        expect(workingMinutesBetween(calendar, zone, from, to)).toBe(countedMinutes(calendar, from, to));
      }),
      { numRuns: 80 },
    );
  });

  it('that were added lie between', () => {
    fc.assert(
      fc.property(calendarAndTime, fc.integer({ min: 0, max: 20_000 }), ([calendar, from], minutes) => {
        const to = addWorkingMinutes(calendar, zone, from, minutes);
        expect(workingMinutesBetween(calendar, zone, from, to)).toBe(minutes);
        // and it is the earliest such instant
        if (minutes > 0) expect(workingMinutesBetween(calendar, zone, from, to - 1)).toBeLessThan(minutes);
      }),
    );
  });

  it('can be added in parts', () => {
    const part = fc.integer({ min: 0, max: 10_000 });
    fc.assert(
      fc.property(calendarAndTime, part, part, ([calendar, from], first, second) => {
        const inParts = addWorkingMinutes(
          calendar,
          zone,
          addWorkingMinutes(calendar, zone, from, first),
          second,
        );
        expect(inParts).toBe(addWorkingMinutes(calendar, zone, from, first + second));
      }),
    );
  });
});
