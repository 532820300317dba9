import { describe, expect, it } from 'vitest';
import { formatsOf } from './formats.ts';
import { languageOf, LANGUAGES, type LanguageCode } from './languages.ts';

const formats = (code: LanguageCode, zone = 'UTC') => formatsOf(languageOf(code), zone);
const TUESDAY = Date.UTC(2026, 10, 17, 14, 5);
const HOUR = 3_600_000;

describe('dates', () => {
  it('shows a mere date as it is in every zone and language', () => {
    for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Asia/Tehran']) {
      expect(formats('en', zone).date('2026-11-17')).toBe('17 Nov 2026');
      expect(formats('en', zone).dateTime('2026-11-17')).toBe('17 Nov 2026');
      expect(formats('fa', zone).date('2026-11-17', 'long')).toBe('۲۶ آبان ۱۴۰۵');
    }
  });
  it('shows an instant in the zone that it is given', () => {
    expect(formats('en', 'Asia/Taipei').dateTime(TUESDAY)).toBe('17 Nov 2026, 22:05');
    expect(formats('en', 'Pacific/Kiritimati').date(TUESDAY)).toBe('18 Nov 2026');
  });
  it('uses the Persian calendar for Persian and the Gregorian for Arabic, each with its digits', () => {
    expect(formats('fa').date(TUESDAY)).toBe('۲۶ آبان ۱۴۰۵');
    expect(formats('ar').date(TUESDAY)).toBe('١٧ نوفمبر ٢٠٢٦');
  });
  it('writes Serbian in Cyrillic', () => {
    expect(formats('sr').date(TUESDAY)).toBe('17. нов 2026.');
  });
  it('uses the 24-hour clock everywhere', () => {
    for (const { code } of LANGUAGES) expect(formats(code).time(TUESDAY)).toMatch(/^(14:05|١٤:٠٥|۱۴:۰۵)$/);
  });
});

describe('what is near', () => {
  const { near } = formats('en');
  it('is told by the clock today, by the weekday this week, else by the date', () => {
    expect(near(TUESDAY + HOUR, TUESDAY)).toBe('15:05');
    expect(near(TUESDAY + 24 * HOUR, TUESDAY)).toBe('Wed 14:05');
    expect(near(TUESDAY + 10 * 24 * HOUR, TUESDAY)).toBe('27 Nov');
    expect(near(TUESDAY - 400 * 24 * HOUR, TUESDAY)).toBe('13 Oct 2025');
  });
  it('has no clock when it is a mere date', () => {
    expect(near('2026-11-17', TUESDAY)).toBe('today');
    expect(near('2026-11-19', TUESDAY)).toBe('Thu');
  });
  it('counts days of the calendar, not spans of 24 hours', () => {
    const late = Date.UTC(2026, 10, 17, 23, 50);
    expect(near(late + HOUR, late)).toBe('Wed 00:50');
    expect(formats('en').relative('2026-11-18', late)).toBe('tomorrow');
  });
});

describe('numbers', () => {
  it('have the language’s digits, grouping and signs', () => {
    expect(formats('en').number(1234.5)).toBe('1,234.5');
    expect(formats('fa').number(1234.5)).toBe('۱٬۲۳۴٫۵');
    expect(formats('ar').percent(0.814, 1)).toContain('٨١٫٤');
    expect(formats('tr').percent(0.814, 1)).toBe('%81,4');
    expect(formats('en').signed(39.84, 1)).toBe('+39.8');
    expect(formats('en').signed(0)).toBe('0');
  });
  it('give an interval both its ends', () => {
    expect(formats('en').range(79.6, 83.1, 1)).toBe('79.6–83.1');
  });
  it('tell a duration in the unit that fits it', () => {
    expect(formats('en').duration(25 * 60_000)).toBe('25 minutes');
    expect(formats('en').duration(5.25 * HOUR)).toBe('5.3 hours');
    expect(formats('en').duration(4.2 * 24 * HOUR)).toBe('4.2 days');
    expect(formats('ru').duration(24 * 24 * HOUR)).toBe('24 дня');
  });
  it('tell sizes as device makers count', () => {
    expect(formats('en').bytes(42_000_000)).toBe('42 MB');
  });
  it('join a list as the language does', () => {
    expect(formats('de').list(['Reparatur', 'Entschuldigung'])).toBe('Reparatur und Entschuldigung');
  });
});

it('makes the formats of a language and zone once', () => {
  expect(formats('hu')).toBe(formats('hu'));
  expect(formats('hu')).not.toBe(formats('hu', 'Europe/Budapest'));
});
