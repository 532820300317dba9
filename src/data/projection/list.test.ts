import { describe, expect, test } from 'vitest';
import type { RegionId } from '../../domain/ids.ts';
import { createZoneClock } from '../../domain/time/zone.ts';
import { instantOf } from '../../domain/time/moment.ts';
import type { LocalDate, Moment } from '../../domain/time/moment.ts';
import type { ListQuery } from '../api.ts';
import type { CaseEntry } from './case-entry.ts';
import { byDue, byReceived, listCases } from './list.ts';
import type { ListContext } from './list.ts';
import { packEntries, unpackEntries } from './packed-entry.ts';
import type { PackedEntries } from './packed-entry.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 2, 4, 12);
const inHours = (hours: number): Moment => instantOf(NOW + hours * HOUR);
const entry = (id: string, over: Partial<CaseEntry> = {}): CaseEntry => ({
  id,
  reference: id,
  text: id,
  category: [],
  wanted: [],
  branch: 'b1',
  region: 'east' as RegionId,
  recorder: 'ana',
  assignee: null,
  severity: null,
  safety: false,
  step: 'received',
  received: inHours(-100),
  next: { what: 'acknowledge', by: inHours(5) },
  closed: false,
  closedOn: null,
  contested: false,
  ...over,
});
const context: ListContext = {
  now: NOW,
  person: 'ana',
  calendarOf: () => ({
    timeZone: 'Asia/Tbilisi',
    workdays: [1, 2, 3, 4, 5],
    hours: { from: '09:00', to: '18:00' },
    holidays: [],
  }),
  zone: createZoneClock(),
  unsynced: () => 0,
  text: (id) => ({ complaint: id, party: '' }),
};
const query = (over: Partial<ListQuery> = {}): ListQuery => ({
  filter: 'branch',
  search: '',
  offset: 0,
  limit: 50,
  ...over,
});
const ids = (entries: CaseEntry[], over: Partial<ListQuery>, more: Partial<ListContext> = {}): string[] =>
  listCases([...entries].sort(byDue), query(over), { ...context, ...more }).rows.map(({ id }) => id);

describe('lists', () => {
  test('begin with what is late, then what is due next, then what has no deadline', () => {
    const entries = [
      entry('none', { next: null }),
      entry('tomorrow', { next: { what: 'respond', by: inHours(24) } }),
      entry('late', { next: { what: 'acknowledge', by: inHours(-1) } }),
      entry('soon'),
    ];
    expect(ids(entries, {})).toEqual(['late', 'soon', 'tomorrow', 'none']);
  });

  test('count every filter before the search, of the chosen branch', () => {
    const entries = [
      entry('late', { next: { what: 'acknowledge', by: inHours(-1) } }),
      entry('far', { next: { what: 'respond', by: inHours(24 * 9) } }),
      entry('given away', { assignee: 'ben' }),
      entry('closed', { closed: true, next: null }),
      entry('elsewhere', { branch: 'b2' }),
    ];
    const { counts, total } = listCases(entries, query({ branch: 'b1', search: 'late' }), {
      ...context,
      unsynced: (id) => (id === 'far' ? 2 : 0),
    });
    expect(counts).toEqual({ due: 2, mine: 2, branch: 3, overdue: 1, unsynced: 1, closed: 1 });
    expect(total).toBe(1);
  });

  test('a mere date is late once it has passed where the branch is, and not before', () => {
    const at = (ms: number) => ({ now: ms });
    const dated = [entry('dated', { next: { what: 'respond', by: '2026-03-04' as LocalDate } })];
    expect(ids(dated, { filter: 'overdue' }, at(Date.UTC(2026, 2, 4, 19, 59)))).toEqual([]);
    // Tbilisi is four hours ahead.
    expect(ids(dated, { filter: 'overdue' }, at(Date.UTC(2026, 2, 4, 20, 1)))).toEqual(['dated']);
  });

  test('come in pages that together are the list', () => {
    const entries = Array.from({ length: 7 }, (_, n) => entry(`c${n}`));
    const whole = ids(entries, {});
    const pages = [0, 3, 6].flatMap((offset) => ids(entries, { offset, limit: 3 }));
    expect(pages).toEqual(whole);
    expect(listCases(entries, query({ limit: 3 }), context).total).toBe(7);
  });

  test('what came last is first where no deadline counts', () => {
    const entries = [entry('old', { received: inHours(-50) }), entry('new', { received: inHours(-2) })];
    expect(entries.sort(byReceived).map(({ id }) => id)).toEqual(['new', 'old']);
  });
});

test('an entry is the same after it was kept on disk', () => {
  const one = entry('c1', { category: ['a', 'b'], closedOn: inHours(-3), severity: 'critical' });
  const other = entry('c2', { next: null, closed: true });
  const kept = JSON.parse(JSON.stringify(packEntries([one, other, entry('c3')]))) as PackedEntries;
  expect(unpackEntries(kept)).toEqual([one, other, entry('c3')]);
});
