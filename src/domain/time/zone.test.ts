import { Temporal } from 'temporal-polyfill';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateOfDay } from './moment.ts';
import { createZoneClock } from './zone.ts';

// Whole-hour, half-hour and quarter-hour offsets, changes at midnight and by half an hour, two hours of summer time, a
// day that was left out (Apia, 30 December 2011), changes around Ramadan, and changes at one minute past midnight.
const zones = [
  'UTC',
  'Asia/Tehran',
  'Asia/Tbilisi',
  'America/New_York',
  'Europe/Belgrade',
  'Europe/Dublin',
  'Australia/Lord_Howe',
  'Antarctica/Troll',
  'Africa/Casablanca',
  'Africa/Cairo',
  'Asia/Gaza',
  'Asia/Kathmandu',
  'America/St_Johns',
  'America/Sao_Paulo',
  'America/Asuncion',
  'Pacific/Apia',
  'Pacific/Kiritimati',
] as const;

const zone = fc.constantFrom(...zones);
const from = Date.UTC(1971, 0, 1);
const until = Date.UTC(2037, 11, 31);
const instants = fc.integer({ min: from, max: until });
const day = fc.integer({ min: from / 86_400_000 + 2, max: until / 86_400_000 - 2 });
const minuteOfDay = fc.integer({ min: 0, max: 1439 });

/** All changes of a zone's clocks, so that tests look where it hurts. */
const changes = zones.flatMap((timeZone) => {
  const found: { ms: number; timeZone: string }[] = [];
  let at = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timeZone);
  for (;;) {
    const next = at.getTimeZoneTransition('next');
    if (next === null || next.epochMilliseconds > until) return found;
    found.push({ ms: next.epochMilliseconds, timeZone });
    at = next;
  }
});

const clock = createZoneClock();

/** The wall by our clock and by Temporal, as date and milliseconds of the day. */
function walls(ms: number, timeZone: string): [ours: string, theirs: string] {
  const { date, minutes } = clock.toLocal(ms, timeZone);
  const wall = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone);
  const { hour, minute, second, millisecond } = wall;
  const ofDay = ((hour * 60 + minute) * 60 + second) * 1000 + millisecond;
  return [`${date} ${Math.round(minutes * 60_000)}`, `${wall.toPlainDate().toString()} ${ofDay}`];
}

/** The instant of a time on the wall by our clock and by Temporal. */
function instantsOf(dayNumber: number, minutes: number, timeZone: string): [ours: number, theirs: number] {
  const date = dateOfDay(dayNumber);
  const wall = Temporal.PlainDate.from(date).toPlainDateTime().add({ minutes });
  const theirs = wall.toZonedDateTime(timeZone, { disambiguation: 'compatible' });
  return [clock.toInstant(date, minutes, timeZone), theirs.epochMilliseconds];
}

describe('createZoneClock', () => {
  it('finds enough changes to be tested at', () => {
    expect(changes.length).toBeGreaterThan(1000);
  });

  it('shows the time on the wall as Temporal does', () => {
    fc.assert(
      fc.property(instants, zone, (ms, timeZone) => {
        const [ours, theirs] = walls(ms, timeZone);
        expect(ours).toBe(theirs);
      }),
      { numRuns: 2000 },
    );
  });

  it('shows it around every change of clocks', () => {
    for (const { ms, timeZone } of changes) {
      for (const near of [-1, 0, 1, 3_599_999, 7_200_000]) {
        const [ours, theirs] = walls(ms + near, timeZone);
        expect(ours).toBe(theirs);
      }
    }
  });

  it('finds the instant of a time on the wall as Temporal does', () => {
    fc.assert(
      fc.property(day, minuteOfDay, zone, (date, minutes, timeZone) => {
        const [ours, theirs] = instantsOf(date, minutes, timeZone);
        expect(ours).toBe(theirs);
      }),
      { numRuns: 2000 },
    );
  });

  it('finds it where times are skipped or come twice', () => {
    for (const { ms, timeZone } of changes) {
      for (const minutes of [-90, -30, -1, 0, 1, 30, 90]) {
        const local = clock.toLocal(ms + minutes * 60_000, timeZone);
        const before = clock.toLocal(ms - 1, timeZone);
        const wall = { date: Date.parse(local.date) / 86_400_000, minutes: Math.floor(local.minutes) };
        const beyond = {
          date: Date.parse(before.date) / 86_400_000,
          minutes: Math.ceil(before.minutes) + minutes,
        };
        for (const one of [wall, beyond]) {
          const [ours, theirs] = instantsOf(one.date, one.minutes, timeZone);
          expect(ours).toBe(theirs);
        }
      }
    }
  });

  it('comes back to the same instant, or to the first of two', () => {
    fc.assert(
      fc.property(instants, zone, (ms, timeZone) => {
        const { date, minutes } = clock.toLocal(ms, timeZone);
        const back = clock.toInstant(date, minutes, timeZone);
        expect(back).toBeLessThanOrEqual(ms);
        expect(clock.toLocal(back, timeZone)).toEqual({ date, minutes });
      }),
      { numRuns: 1000 },
    );
  });

  it('takes 24:00 as the end of the day', () => {
    const date = dateOfDay(Date.UTC(2026, 2, 29) / 86_400_000);
    expect(new Date(clock.toInstant(date, 1440, 'Europe/Belgrade')).toISOString()).toBe(
      '2026-03-29T22:00:00.000Z',
    );
  });

  it('says which zones it knows', () => {
    expect(zones.every((name) => clock.knows(name))).toBe(true);
    expect(clock.knows('Europe/Atlantis')).toBe(false);
    expect(() => clock.toLocal(0, 'Europe/Atlantis')).toThrow(RangeError);
  });

  it('does not depend on the zone of the machine', () => {
    const before = process.env['TZ'];
    try {
      const shown = ['Pacific/Kiritimati', 'America/New_York'].map((machine) => {
        process.env['TZ'] = machine;
        return createZoneClock().toLocal(Date.UTC(2026, 6, 1, 21), 'Asia/Tehran');
      });
      expect(shown[0]).toEqual({ date: '2026-07-02', minutes: 30 });
      expect(shown[1]).toEqual(shown[0]);
    } finally {
      if (before === undefined) delete process.env['TZ'];
      else process.env['TZ'] = before;
    }
  });
});
