/** Node's `Intl` knows Georgian: what stands in for it elsewhere has to say the same. */
import { expect, test } from 'vitest';
import { formatsOf } from './formats.ts';
import { formattersOf, isKnown } from './formatters.ts';
import { georgian } from './georgian.ts';

const intl = formattersOf('ka');
const months = Array.from({ length: 24 }, (_, month) => new Date(Date.UTC(2026, month, 1 + month, month, 5)));
const shapes: readonly Intl.DateTimeFormatOptions[] = [
  { day: 'numeric', month: 'short' },
  { day: 'numeric', month: 'short', year: 'numeric' },
  { day: 'numeric', month: 'long', year: 'numeric' },
  { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  { weekday: 'short' },
  { weekday: 'long' },
  { weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
];

test('Node knows Georgian, so that it can be asked', () => {
  expect(isKnown('ka')).toBe(true);
});

test.each(shapes)('dates: %o', (shape) => {
  for (const timeZone of ['UTC', 'Asia/Tbilisi', 'Pacific/Kiritimati']) {
    for (const date of months) {
      const options = { ...shape, timeZone };
      expect(georgian.date(options).format(date)).toBe(intl.date(options).format(date));
    }
  }
});

const values = [0, 1, 2, 4.2, -5.5, 999, 1234, 12345.678, 1e7];
const amounts: readonly Intl.NumberFormatOptions[] = [
  {},
  { minimumFractionDigits: 1, maximumFractionDigits: 1 },
  { style: 'percent', maximumFractionDigits: 1 },
  { signDisplay: 'exceptZero' },
  ...['minute', 'hour', 'day', 'kilobyte', 'megabyte', 'gigabyte'].flatMap(
    (unit): Intl.NumberFormatOptions[] => [
      { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 },
      { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 0 },
    ],
  ),
];
test.each(amounts)('numbers: %o', (options) => {
  for (const value of values)
    expect(georgian.number(options).format(value)).toBe(intl.number(options).format(value));
});

test('ranges', () => {
  for (const options of [{}, { style: 'percent', maximumFractionDigits: 1 }] as const)
    expect(georgian.number(options).formatRange(0.796, 0.831)).toBe(
      intl.number(options).formatRange(0.796, 0.831),
    );
});

test('spans', () => {
  for (const unit of ['minute', 'hour', 'day'] as const)
    for (const value of [-1234, -3, -2, -1, 0, 1, 2, 3, 59, 1234])
      expect(georgian.relative('auto').format(value, unit)).toBe(intl.relative('auto').format(value, unit));
});

test('lists', () => {
  for (const type of ['conjunction', 'disjunction'] as const)
    for (const items of [[], ['ა'], ['ა', 'ბ'], ['ა', 'ბ', 'გ']])
      expect(georgian.list(type).format(items)).toBe(intl.list(type).format(items));
});

test('every format of the app can be made of it', () => {
  const formats = formatsOf({
    code: 'ka',
    name: '',
    direction: 'ltr',
    script: 'Geor',
    intl: 'ka',
    html: 'ka',
  });
  expect(formats.date('2026-09-29')).toBe('29 სექ. 2026');
});
