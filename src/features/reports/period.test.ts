import { expect, test } from 'vitest';
import type { LocalDate } from '../../domain/time/moment.ts';
import { spanOf } from './period.ts';

const none = { from: null, to: null };
/** a Wednesday */
const today = '2026-11-18' as LocalDate;

test('weeks begin on Monday, and the present one counts up to today', () => {
  expect(spanOf('eightWeeks', today, none)).toEqual({ from: '2026-09-28', to: today });
  expect(spanOf('fourWeeks', today, none)).toEqual({ from: '2026-10-26', to: today });
  const monday = '2026-11-16' as LocalDate;
  expect(spanOf('fourWeeks', monday, none)).toEqual({ from: '2026-10-26', to: monday });
});

test('a quarter begins with its first month', () => {
  expect(spanOf('quarter', today, none).from).toBe('2026-10-01');
  expect(spanOf('quarter', '2026-03-31' as LocalDate, none).from).toBe('2026-01-01');
});

test('dates of one’s own are taken as they are, the right way round', () => {
  expect(spanOf('custom', today, { from: '2026-01-05', to: '2026-02-01' })).toEqual({
    from: '2026-01-05',
    to: '2026-02-01',
  });
  expect(spanOf('custom', today, { from: '2026-03-01', to: '2026-02-01' })).toEqual({
    from: '2026-02-01',
    to: '2026-03-01',
  });
  expect(spanOf('custom', today, { from: '2026-02-30', to: 'soon' })).toEqual(
    spanOf('eightWeeks', today, none),
  );
});
