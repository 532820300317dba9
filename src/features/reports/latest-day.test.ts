import { expect, test } from 'vitest';
import { latestDay } from './latest-day.ts';

test('a region where the next day has begun is counted up to that day', () => {
  const evening = Date.UTC(2026, 10, 22, 20, 30);
  expect(latestDay(evening, ['Asia/Tbilisi', 'America/New_York'])).toBe('2026-11-23');
  expect(latestDay(Date.UTC(2026, 10, 22, 12), ['UTC', 'Nowhere/Unknown'])).toBe('2026-11-22');
});
