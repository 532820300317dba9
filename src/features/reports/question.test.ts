import { expect, test } from 'vitest';
import type { LocalDate } from '../../domain/time/moment.ts';
import { changed, questionOf, reportPath } from './question.ts';

const today = '2026-11-18' as LocalDate;
const path = (search: string): string => reportPath(questionOf(new URLSearchParams(search), today));

test('without a word the overview is about the last eight weeks of everything', () => {
  expect(path('')).toBe('/api/reports/overview?from=2026-09-28&to=2026-11-18');
  expect(path('period=nonsense&branch=')).toBe(path(''));
});

test('an address says the whole question', () => {
  expect(path('period=custom&from=2026-01-01&to=2026-01-31&branch=b&channel=phone&other=x')).toBe(
    '/api/reports/overview?from=2026-01-01&to=2026-01-31&branch=b&channel=phone',
  );
});

test('another region forgets the branch, a period of the menu forgets one’s own dates', () => {
  const params = new URLSearchParams('period=custom&from=2026-01-01&to=2026-01-31&region=a&branch=b');
  expect(changed(params, { region: 'c' }).toString()).toBe(
    'period=custom&from=2026-01-01&to=2026-01-31&region=c',
  );
  expect(changed(params, { period: 'quarter' }).toString()).toBe('period=quarter&region=a&branch=b');
  expect(changed(params, { period: 'eightWeeks', region: '' }).toString()).toBe('');
});
