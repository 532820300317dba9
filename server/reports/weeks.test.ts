import { describe, expect, it } from 'vitest';
import type { LocalDate } from '../../src/domain/time/moment.ts';
import { periodBefore } from './overview.ts';
import { mondaysBetween } from './weeks.ts';

describe('mondaysBetween', () => {
  it('gives every week of a period, over the end of a year', () => {
    expect(mondaysBetween('2025-12-24' as LocalDate, '2026-01-05' as LocalDate)).toEqual([
      '2025-12-22',
      '2025-12-29',
      '2026-01-05',
    ]);
  });

  it('stops at the last 260 weeks', () => {
    const weeks = mondaysBetween('1900-01-01' as LocalDate, '2026-01-05' as LocalDate);
    expect(weeks).toHaveLength(260);
    expect(weeks.at(-1)).toBe('2026-01-05');
  });
});

describe('periodBefore', () => {
  it('is as long, ends the day before, and keeps the other filters', () => {
    expect(periodBefore({ from: '2026-03-01', to: '2026-03-28', branch: ['b'] })).toEqual({
      from: '2026-02-01',
      to: '2026-02-28',
      branch: ['b'],
    });
    expect(periodBefore({ from: '2026-03-01' })).toBeNull();
  });
});
