/** The stretches of time that an overview can be about. Dates are ISO dates, both ends included. */
import * as v from 'valibot';
import { weekdayOf } from '../../domain/time/calendar.ts';
import { addDays, dayNumber, localDate } from '../../domain/time/moment.ts';
import type { LocalDate } from '../../domain/time/moment.ts';

export const PERIODS = ['eightWeeks', 'fourWeeks', 'quarter', 'custom'] as const;
export type Period = (typeof PERIODS)[number];

export interface Span {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

const mondayOf = (day: LocalDate): LocalDate => addDays(day, 1 - weekdayOf(day));
const weeksUpTo = (today: LocalDate, weeks: number): Span => ({
  from: addDays(mondayOf(today), -7 * (weeks - 1)),
  to: today,
});

function quarterOf(today: LocalDate): Span {
  const month = Number(today.slice(5, 7));
  const first = String(month - ((month - 1) % 3)).padStart(2, '0');
  return { from: `${today.slice(0, 4)}-${first}-01` as LocalDate, to: today };
}

const dateOr = (text: string | null, otherwise: LocalDate): LocalDate =>
  text !== null && v.is(localDate, text) ? text : otherwise;

/**
 * Weeks are whole, from Monday, the present one up to today.
 *
 * @param today where the reader is
 * @param custom as typed: what is no date, or the wrong way round, is mended rather than refused
 */
export function spanOf(
  period: Period,
  today: LocalDate,
  custom: { readonly from: string | null; readonly to: string | null },
): Span {
  switch (period) {
    case 'eightWeeks':
      return weeksUpTo(today, 8);
    case 'fourWeeks':
      return weeksUpTo(today, 4);
    case 'quarter':
      return quarterOf(today);
    case 'custom': {
      const one = dateOr(custom.from, weeksUpTo(today, 8).from);
      const other = dateOr(custom.to, today);
      return dayNumber(one) <= dayNumber(other) ? { from: one, to: other } : { from: other, to: one };
    }
  }
}
