import { formattersOf } from './formatters.ts';
import type { Language } from './languages.ts';

/** An instant (milliseconds, Date or ISO string with a time), or a mere date (`2026-11-17`), which no zone shifts. */
export type When = number | Date | string;

export interface Formats {
  /** @param digits fraction digits, exactly that many; absent: up to three, as needed */
  readonly number: (value: number, digits?: number) => string;
  /** With its sign, zero apart: +39.8 */
  readonly signed: (value: number, digits?: number) => string;
  /** @param share 0..1 */
  readonly percent: (share: number, digits?: number) => string;
  /** Two ends of an interval: 79.6–83.1; in percent when they are shares */
  readonly range: (low: number, high: number, digits?: number, kind?: 'number' | 'percent') => string;
  /** short: 17 Nov; medium: 17 Nov 2026; long: 17 November 2026 */
  readonly date: (when: When, style?: 'short' | 'medium' | 'long') => string;
  /** 14:05. Always the 24-hour clock: deadlines are read aloud and typed off */
  readonly time: (instant: When) => string;
  /** 17 Nov 2026, 14:05; of a mere date only the date: no midnight is made up */
  readonly dateTime: (when: When) => string;
  /** What one would say about something near: 14:05 on the same day, Tue 14:05 within six days, else the date */
  readonly near: (when: When, now: number) => string;
  /** in 2 hours, yesterday */
  readonly relative: (when: When, now: number) => string;
  /** 4.2 days. @param milliseconds elapsed time; days are of 24 hours */
  readonly duration: (milliseconds: number, display?: 'long' | 'short') => string;
  readonly list: (items: readonly string[], kind?: 'and' | 'or') => string;
  /** 1.4 MB, thousands as device makers count */
  readonly bytes: (count: number) => string;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MERE_DATE = /^\d{4}-\d{2}-\d{2}$/;

const DATE_STYLES = {
  short: { day: 'numeric', month: 'short' },
  medium: { day: 'numeric', month: 'short', year: 'numeric' },
  long: { day: 'numeric', month: 'long', year: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;
const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** Keeps what `make` made for the same arguments: building an `Intl` formatter costs more than using it. */
function kept<Options, Formatter>(make: (options: Options) => Formatter): (options: Options) => Formatter {
  const made = new Map<string, Formatter>();
  return (options) => {
    const key = JSON.stringify(options);
    const formatter = made.get(key) ?? make(options);
    made.set(key, formatter);
    return formatter;
  };
}

function unitOf(milliseconds: number): { unit: 'minute' | 'hour' | 'day'; value: number } {
  const size = Math.abs(milliseconds);
  if (size < HOUR) return { unit: 'minute', value: milliseconds / MINUTE };
  return size < 2 * DAY
    ? { unit: 'hour', value: milliseconds / HOUR }
    : { unit: 'day', value: milliseconds / DAY };
}

/** @param timeZone an IANA zone for instants; absent: the device's */
function makeFormats({ intl }: Language, timeZone: string | undefined): Formats {
  const make = formattersOf(intl);
  const numbers = kept(make.number);
  const dates = kept(make.date);
  const relatives = kept(make.relative);
  const lists = kept(make.list);

  const fixed = (digits: number | undefined): Intl.NumberFormatOptions =>
    digits === undefined ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits };
  const zone = timeZone === undefined ? {} : { timeZone };
  const isMere = (when: When): boolean => typeof when === 'string' && MERE_DATE.test(when);
  const show = (when: When, options: Intl.DateTimeFormatOptions): string =>
    dates({ ...options, ...(isMere(when) ? { timeZone: 'UTC' } : zone) }).format(new Date(when));
  const days = kept((options: { timeZone?: string }) => new Intl.DateTimeFormat('en-CA', options));
  const dayOf = (when: When): string =>
    days(isMere(when) ? { timeZone: 'UTC' } : zone).format(new Date(when));
  const daysBetween = (now: number, when: When): number =>
    Math.round((Date.parse(dayOf(when)) - Date.parse(dayOf(now))) / DAY);

  const date: Formats['date'] = (when, style = 'medium') => show(when, DATE_STYLES[style]);
  const time: Formats['time'] = (instant) => show(instant, CLOCK);

  return {
    number: (value, digits) => numbers(fixed(digits)).format(value),
    signed: (value, digits) => numbers({ ...fixed(digits), signDisplay: 'exceptZero' }).format(value),
    percent: (share, digits = 0) => numbers({ ...fixed(digits), style: 'percent' }).format(share),
    range: (low, high, digits, kind = 'number') =>
      numbers({ ...fixed(digits), ...(kind === 'percent' ? { style: 'percent' } : {}) }).formatRange(
        low,
        high,
      ),
    date,
    time,
    dateTime: (when) => (isMere(when) ? date(when) : show(when, { ...DATE_STYLES.medium, ...CLOCK })),
    near: (when, now) => {
      const away = daysBetween(now, when);
      if (Math.abs(away) > 6) return date(when, Math.abs(away) > 180 ? 'medium' : 'short');
      if (isMere(when))
        return away === 0 ? relatives('auto').format(0, 'day') : show(when, { weekday: 'short' });
      return away === 0 ? time(when) : show(when, { weekday: 'short', ...CLOCK });
    },
    relative: (when, now) => {
      if (isMere(when)) return relatives('auto').format(daysBetween(now, when), 'day');
      const { unit, value } = unitOf(new Date(when).getTime() - now);
      return relatives('auto').format(Math.round(value), unit);
    },
    duration: (milliseconds, display = 'long') => {
      const { unit, value } = unitOf(milliseconds);
      const digits = Math.abs(value) < 10 && unit !== 'minute' ? 1 : 0;
      return numbers({ style: 'unit', unit, unitDisplay: display, maximumFractionDigits: digits }).format(
        value,
      );
    },
    list: (items, kind = 'and') => lists(kind === 'and' ? 'conjunction' : 'disjunction').format(items),
    bytes: (count) => {
      const [unit, size] =
        count < 1e6
          ? (['kilobyte', 1e3] as const)
          : count < 1e9
            ? (['megabyte', 1e6] as const)
            : (['gigabyte', 1e9] as const);
      const value = count / size;
      return numbers({
        style: 'unit',
        unit,
        unitDisplay: 'short',
        maximumFractionDigits: value < 10 ? 1 : 0,
      }).format(value);
    },
  };
}

const made = new Map<string, Formats>();

/**
 * @param timeZone an IANA zone for instants; absent: the device's
 * @returns the formats of a language, made once
 */
export function formatsOf(language: Language, timeZone?: string): Formats {
  const key = `${language.intl} ${timeZone ?? ''}`;
  const formats = made.get(key) ?? makeFormats(language, timeZone);
  made.set(key, formats);
  return formats;
}
