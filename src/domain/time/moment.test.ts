import { Temporal } from 'temporal-polyfill';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  type Instant,
  type LocalDate,
  addDays,
  compareMoments,
  dateOfDay,
  dayNumber,
  differenceBetween,
  instantOf,
  isDate,
  isInstant,
  moment,
  msOf,
  parseMoment,
} from './moment.ts';
import { createZoneClock } from './zone.ts';

const tbilisi = { zone: createZoneClock(), timeZone: 'Asia/Tbilisi' };
const at = (text: string): Instant => instantOf(Date.parse(text));
const on = (text: string): LocalDate => dateOfDay(Date.parse(text) / 86_400_000);

const days = fc.integer({ min: -700_000, max: 2_900_000 });
const instants = fc.integer({ min: -60_000_000_000_000, max: 250_000_000_000_000 });

describe('parseMoment', () => {
  it('reads an instant and a date', () => {
    const instant = parseMoment('2026-01-01T10:00:00.000Z');
    const date = parseMoment('2024-02-29');
    expect(instant.ok && isInstant(instant.value) && !isDate(instant.value)).toBe(true);
    expect(date.ok && isDate(date.value) && !isInstant(date.value)).toBe(true);
  });

  it.each([
    '',
    '2026-02-30',
    '2025-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '2026-01-01T10:00:00Z',
    '2026-01-01T24:00:00.000Z',
    '2026-01-01T10:60:00.000Z',
    '2026-01-01T10:00:00.000+00:00',
    '2026-01-01T10:00:00.000',
    '2026-01-01 10:00:00.000Z',
    ' 2026-01-01',
    '2026-01-01\n',
    '+012026-01-01',
    '٢٠٢٦-٠١-٠١',
  ])('refuses %j with its code', (text) => {
    expect(parseMoment(text)).toEqual({ ok: false, code: 'moment.format' });
  });

  it('names the rule in the schema too', () => {
    expect(v.safeParse(moment, 20260101).issues?.[0].message).toBe('moment.format');
  });

  it('gives back every instant and date that it wrote', () => {
    fc.assert(
      fc.property(instants, days, (ms, day) => {
        expect(msOf(instantOf(ms))).toBe(ms);
        expect(dayNumber(dateOfDay(day))).toBe(day);
        expect(v.is(moment, instantOf(ms)) && v.is(moment, dateOfDay(day))).toBe(true);
      }),
    );
  });

  it('takes any text without throwing', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(parseMoment(text).ok).toBe(v.is(moment, text));
      }),
    );
  });
});

describe('addDays', () => {
  it('agrees with Temporal', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -300_000, max: 2_000_000 }),
        fc.integer({ min: -5000, max: 5000 }),
        (day, more) => {
          const date = dateOfDay(day);
          expect(addDays(date, more)).toBe(Temporal.PlainDate.from(date).add({ days: more }).toString());
        },
      ),
    );
  });
});

describe('compareMoments', () => {
  it('orders instants and dates as numbers do', () => {
    fc.assert(
      fc.property(instants, instants, days, days, (a, b, c, d) => {
        expect(compareMoments(instantOf(a), instantOf(b))).toBe(Math.sign(a - b));
        expect(compareMoments(dateOfDay(c), dateOfDay(d))).toBe(Math.sign(c - d));
      }),
    );
  });

  it('compares an instant with a date only where there is a place, and not within the day', () => {
    // 20:30 UTC is 00:30 of the next day in Tbilisi.
    const late = at('2026-03-02T20:30:00Z');
    expect(compareMoments(late, on('2026-03-02'))).toBeNull();
    expect(compareMoments(late, on('2026-03-02'), tbilisi)).toBe(1);
    expect(compareMoments(on('2026-03-02'), late, tbilisi)).toBe(-1);
    expect(compareMoments(late, on('2026-03-03'), tbilisi)).toBeNull();
    expect(compareMoments(late, on('2026-03-02'), { ...tbilisi, timeZone: 'No/Where' })).toBeNull();
  });
});

describe('differenceBetween', () => {
  it('is in milliseconds between instants and in days between dates', () => {
    expect(differenceBetween(at('2026-01-01T10:00:00Z'), at('2026-01-01T09:59:59.999Z'))).toEqual({
      unit: 'ms',
      ms: -1,
    });
    expect(differenceBetween(on('2024-02-28'), on('2024-03-01'))).toEqual({ unit: 'days', days: 2 });
  });

  it('of a mixture is in days of the place, and unknown without one', () => {
    const late = at('2026-03-02T20:30:00Z');
    expect(differenceBetween(on('2026-03-01'), late)).toBeNull();
    expect(differenceBetween(on('2026-03-01'), late, tbilisi)).toEqual({ unit: 'days', days: 2 });
    expect(differenceBetween(late, on('2026-03-01'), tbilisi)).toEqual({ unit: 'days', days: -2 });
  });
});
