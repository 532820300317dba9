import { expect, it } from 'vitest';
import type { Moment } from '../../domain/time/moment.ts';
import { nearness } from './due.ts';

const NOW = Date.UTC(2026, 10, 17, 14, 5);
const at = (moment: string, zone = 'UTC') => nearness(moment as Moment, NOW, zone);

it.each([
  ['2026-11-16T14:00:00.000Z', { kind: 'late', days: 1 }],
  ['2026-11-17T14:00:00.000Z', { kind: 'late', days: 0 }],
  ['2026-11-17T16:30:00.000Z', { kind: 'today' }],
  ['2026-11-23T17:00:00.000Z', { kind: 'week' }],
  ['2026-11-24T17:00:00.000Z', { kind: 'later' }],
])('%s is %j', (moment, expected) => {
  expect(at(moment)).toEqual(expected);
});

it('is never late on its own date when it is a mere date', () => {
  expect(at('2026-11-17')).toEqual({ kind: 'today' });
  expect(at('2026-11-16')).toEqual({ kind: 'late', days: 1 });
});

it('counts days of the place, not of the reader', () => {
  // In Auckland it is 03:05 of the 18th already.
  expect(at('2026-11-17T16:30:00.000Z', 'Pacific/Auckland')).toEqual({ kind: 'today' });
  expect(at('2026-11-17', 'Pacific/Auckland')).toEqual({ kind: 'late', days: 1 });
});
