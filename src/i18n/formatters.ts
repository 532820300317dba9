/**
 * What `Intl` makes for a language, or what stands in for it where the browser's `Intl` doesn't know that language and
 * would quietly answer in the reader's system language.
 */
export interface Formatters {
  number(options: Intl.NumberFormatOptions): {
    format(value: number): string;
    formatRange(low: number, high: number): string;
  };
  date(options: Intl.DateTimeFormatOptions): { format(date: Date): string };
  relative(numeric: 'auto'): { format(value: number, unit: 'minute' | 'hour' | 'day'): string };
  list(type: 'conjunction' | 'disjunction'): { format(items: readonly string[]): string };
}

const byIntl = (intl: string): Formatters => ({
  number: (options) => new Intl.NumberFormat(intl, options),
  date: (options) => new Intl.DateTimeFormat(intl, options),
  relative: (numeric) => new Intl.RelativeTimeFormat(intl, { numeric }),
  list: (type) => new Intl.ListFormat(intl, { type, style: 'long' }),
});

const standIns = new Map<string, Formatters>();

/** Whether this browser can format the language by itself. @param intl a language tag */
export const isKnown = (intl: string): boolean => Intl.DateTimeFormat.supportedLocalesOf(intl).length > 0;

/** From now on the language is formatted by `formatters`. Before it is first shown. */
export function standInFor(intl: string, formatters: Formatters): void {
  standIns.set(intl, formatters);
}

/** @param intl a language tag */
export const formattersOf = (intl: string): Formatters => standIns.get(intl) ?? byIntl(intl);
