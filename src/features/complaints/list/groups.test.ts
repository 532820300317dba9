import { expect, it } from 'vitest';
import type { CaseRow } from '../../../data/api.ts';
import { instantOf } from '../../../domain/time/moment.ts';
import { groupRows } from './groups.ts';

const NOW = Date.UTC(2026, 10, 17, 14, 5);
const HOUR = 3_600_000;
const row = (id: string, hours: number | null): CaseRow =>
  ({
    id,
    branch: 'b',
    due: hours === null ? null : { what: 'respond', by: instantOf(NOW + hours * HOUR), overdue: hours < 0 },
  }) as CaseRow;

it('sorts rows into stretches by nearness and leaves out the empty ones', () => {
  const rows = [row('a', -30), row('b', -1), row('c', 2), row('d', 400), row('e', null)];
  const groups = groupRows(rows, NOW, () => 'UTC').map(({ id, rows: of }) => [id, of.map((one) => one.id)]);
  expect(groups).toEqual([
    ['late', ['a', 'b']],
    ['today', ['c']],
    ['later', ['d']],
    ['none', ['e']],
  ]);
});
