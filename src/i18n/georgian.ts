/**
 * Georgian dates, numbers and spans as the Unicode locale data have them (CLDR 46), for browsers whose `Intl` leaves
 * Georgian out, Chromium among them. Of dates, the shapes that `formats.ts` asks for.
 */
import type { Formatters } from './formatters.ts';

const MONTHS = [
  'იანვარი',
  'თებერვალი',
  'მარტი',
  'აპრილი',
  'მაისი',
  'ივნისი',
  'ივლისი',
  'აგვისტო',
  'სექტემბერი',
  'ოქტომბერი',
  'ნოემბერი',
  'დეკემბერი',
] as const;
/** From Sunday on. */
const WEEKDAYS = ['კვირა', 'ორშაბათი', 'სამშაბათი', 'ოთხშაბათი', 'ხუთშაბათი', 'პარასკევი', 'შაბათი'] as const;
const UNITS: Readonly<Record<string, { readonly long: string; readonly short: string }>> = {
  minute: { long: 'წუთი', short: 'წთ' },
  hour: { long: 'საათი', short: 'სთ' },
  day: { long: 'დღე', short: 'დღე' },
  kilobyte: { long: 'კილობაიტი', short: 'კბაიტი' },
  megabyte: { long: 'მეგაბაიტი', short: 'მეგაბაიტი' },
  gigabyte: { long: 'გიგაბაიტი', short: 'გიგაბაიტი' },
};
const AGO = { minute: 'წუთის', hour: 'საათის', day: 'დღის' } as const;
const IN = { minute: 'წუთში', hour: 'საათში', day: 'დღეში' } as const;
const NEAR: Readonly<Record<string, string>> = {
  'minute 0': 'ამ წუთში',
  'hour 0': 'ამ საათში',
  'day -2': 'გუშინწინ',
  'day -1': 'გუშინ',
  'day 0': 'დღეს',
  'day 1': 'ხვალ',
  'day 2': 'ზეგ',
};
/** Groups, decimals, signs and percent as in Georgian. */
const SAME_NUMBERS = 'pl';
const ABBREVIATED = 3;

const numbers: Formatters['number'] = ({ style, unit, unitDisplay, ...options }) => {
  const plain = new Intl.NumberFormat(SAME_NUMBERS, {
    ...options,
    ...(style === undefined || style === 'unit' ? {} : { style }),
    ...(style === 'currency' ? { currencyDisplay: 'narrowSymbol' } : {}),
  });
  const name = UNITS[unit ?? '']?.[unitDisplay === 'long' ? 'long' : 'short'];
  const format = (value: number): string =>
    style === 'unit' && name !== undefined ? `${plain.format(value)} ${name}` : plain.format(value);
  const dash = style === undefined ? '-' : ' - ';
  return { format, formatRange: (low, high) => `${format(low)}${dash}${format(high)}` };
};

/** The clock and calendar on the wall of a time zone, as numbers. */
function wallOf(date: Date, timeZone: string | undefined): Readonly<Record<string, number>> {
  const parts = new Intl.DateTimeFormat('en-US', {
    ...(timeZone === undefined ? {} : { timeZone }),
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(date);
  return Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)]));
}

function dayOf({ year = 0, month = 1, day = 1 }: Readonly<Record<string, number>>, options: Asked): string {
  const name = MONTHS[month - 1] ?? '';
  const dayText = options.day === undefined ? '' : `${day} `;
  if (options.month === undefined) return dayText.trim();
  if (options.month === 'long') return `${dayText}${name}${options.year === undefined ? '' : `, ${year}`}`;
  const short = name.slice(0, ABBREVIATED);
  return `${dayText}${short}${options.year === undefined ? '' : `. ${year}`}`;
}

type Asked = Intl.DateTimeFormatOptions;
const two = (value = 0): string => String(value).padStart(2, '0');

const dates: Formatters['date'] = (options) => ({
  format: (date) => {
    const wall = wallOf(date, options.timeZone);
    const weekday =
      WEEKDAYS[new Date(Date.UTC(wall['year'] ?? 0, (wall['month'] ?? 1) - 1, wall['day'])).getUTCDay()] ??
      '';
    return [
      options.weekday === undefined
        ? ''
        : options.weekday === 'long'
          ? weekday
          : weekday.slice(0, ABBREVIATED),
      dayOf(wall, options),
      options.hour === undefined ? '' : `${two(wall['hour'])}:${two(wall['minute'])}`,
    ]
      .filter((part) => part !== '')
      .join(', ');
  },
});

const relatives: ReturnType<Formatters['relative']> = {
  format: (value, unit) => {
    const near = NEAR[`${unit} ${value === 0 ? 0 : value}`];
    if (near !== undefined) return near;
    const size = numbers({}).format(Math.abs(value));
    return value < 0 ? `${size} ${AGO[unit]} წინ` : `${size} ${IN[unit]}`;
  },
};

export const georgian: Formatters = {
  number: numbers,
  date: dates,
  relative: () => relatives,
  list: (type) => ({
    format: (items) => {
      const last = items.at(-1) ?? '';
      const word = type === 'conjunction' ? 'და' : 'ან';
      return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} ${word} ${last}`;
    },
  }),
};
