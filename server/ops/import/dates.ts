/** Dates as files write them. What has no hour stays a date: never a made-up midnight. */
import * as v from 'valibot';
import { instantOf, localDate } from '../../../src/domain/time/moment.ts';
import type { Moment } from '../../../src/domain/time/moment.ts';

/** `D`: a day of the rule's `month`; `instant`: ISO 8601 with an offset or Z. Leading zeros may be absent. */
export const dateFormats = ['M/D/YYYY', 'D/M/YYYY', 'D.M.YYYY', 'YYYY-MM-DD', 'D', 'instant'] as const;

export const dateRule = v.pipe(
  v.strictObject({
    column: v.string(),
    format: v.picklist(dateFormats),
    /** `YYYY-MM` */
    month: v.optional(v.pipe(v.string(), v.regex(/^\d{4}-\d\d$/, 'date.month'))),
  }),
  v.check((rule) => (rule.format === 'D') === (rule.month !== undefined), 'date.month'),
);
export type DateRule = v.InferOutput<typeof dateRule>;

export type DateResult =
  | { readonly ok: true; readonly value: Moment }
  | { readonly ok: false; readonly rule: 'date.required' | 'date.format' | 'date.impossible' };

const patterns: Readonly<Record<(typeof dateFormats)[number], RegExp>> = {
  'M/D/YYYY': /^(?<month>\d{1,2})\/(?<day>\d{1,2})\/(?<year>\d{4})$/,
  'D/M/YYYY': /^(?<day>\d{1,2})\/(?<month>\d{1,2})\/(?<year>\d{4})$/,
  'D.M.YYYY': /^(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})$/,
  'YYYY-MM-DD': /^(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})$/,
  D: /^(?<day>\d{1,2})$/,
  instant: /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/,
};

/** @returns `date.format`: not written so; `date.impossible`: 30 February */
export function parseDate(text: string, { format, month: of }: DateRule): DateResult {
  const trimmed = text.trim();
  if (trimmed === '') return { ok: false, rule: 'date.required' };
  const found = patterns[format].exec(trimmed);
  if (found === null) return { ok: false, rule: 'date.format' };
  if (format === 'instant') {
    const ms = Date.parse(trimmed);
    // Date.parse makes 2 March of 30 February; the day must come back as it was written.
    const day = v.is(localDate, trimmed.slice(0, 10));
    return Number.isNaN(ms) || !day
      ? { ok: false, rule: 'date.impossible' }
      : { ok: true, value: instantOf(ms) };
  }
  const [year, month] = of?.split('-') ?? [found.groups?.['year'], found.groups?.['month']];
  const written = [year, month, found.groups?.['day']].map((part) => (part ?? '').padStart(2, '0')).join('-');
  return v.is(localDate, written) ? { ok: true, value: written } : { ok: false, rule: 'date.impossible' };
}
