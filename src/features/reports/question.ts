/** What the overview is asked, as its address says it: so that it can be kept, sent and gone back to. */
import type { LocalDate } from '../../domain/time/moment.ts';
import { PERIODS, spanOf } from './period.ts';
import type { Period } from './period.ts';

export const NARROWED_BY = ['region', 'branch', 'category', 'channel', 'language'] as const;
export type Narrowing = (typeof NARROWED_BY)[number];

export interface Question {
  readonly period: Period;
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** one value each; absent: not narrowed */
  readonly narrowed: Readonly<Partial<Record<Narrowing, string>>>;
}

export function questionOf(params: URLSearchParams, today: LocalDate): Question {
  const asked = params.get('period');
  const period = PERIODS.find((one) => one === asked) ?? 'eightWeeks';
  const narrowed = NARROWED_BY.flatMap((name) => {
    const value = params.get(name);
    return value === null || value === '' ? [] : [[name, value] as const];
  });
  return {
    period,
    ...spanOf(period, today, { from: params.get('from'), to: params.get('to') }),
    narrowed: Object.fromEntries(narrowed),
  };
}

/** The report's address: the same question gives the same text. */
export function reportPath({ from, to, narrowed }: Question): string {
  return `/api/reports/overview?${new URLSearchParams({ from, to, ...narrowed }).toString()}`;
}

/** @param change what to set; '' takes it out */
export function changed(
  params: URLSearchParams,
  change: Readonly<Partial<Record<Narrowing | 'period' | 'from' | 'to', string>>>,
): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const [name, value] of Object.entries(change)) {
    if (value === '') next.delete(name);
    else next.set(name, value);
  }
  // A branch of another region would leave nothing.
  if (change.region !== undefined && change.branch === undefined) next.delete('branch');
  if (next.get('period') !== 'custom') for (const name of ['from', 'to']) next.delete(name);
  if (next.get('period') === 'eightWeeks') next.delete('period');
  return next;
}
