import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { weekdayOf } from '../../../src/domain/time/calendar.ts';
import { addDays } from '../../../src/domain/time/moment.ts';
import type { LocalDate } from '../../../src/domain/time/moment.ts';
import { parseDate } from '../import/dates.ts';
import { movedSample } from './moved.ts';

const file = (kind: string): string =>
  join(import.meta.dirname, '..', '..', '..', 'test', 'fixtures', `${kind}.csv`);
const dateOf = (text: string): LocalDate => {
  const date = parseDate(text, { column: '', format: text.includes('/') ? 'M/D/YYYY' : 'YYYY-MM-DD' });
  if (!date.ok) throw new Error(text);
  return date.value as LocalDate;
};

async function rowsAt(kind: 'complaints' | 'responses', today: string): Promise<Record<string, string>[]> {
  const parts: Uint8Array[] = [];
  for await (const part of movedSample(kind, createReadStream(file(kind)), today as LocalDate))
    parts.push(part);
  return parse<Record<string, string>>(Buffer.concat(parts), { columns: true });
}
const mondayOf = (date: LocalDate): LocalDate => addDays(date, 1 - weekdayOf(date));

describe('movedSample', () => {
  // every weekday, over a change of year and of clocks
  it.each(['2026-01-01', '2026-03-30', '2026-05-19', '2026-07-22', '2026-10-25', '2027-02-05', '2026-11-14'])(
    'fills the eight weeks before the one of %s, and puts nothing after that day',
    async (today) => {
      for (const [kind, column] of [
        ['complaints', 'Date received'],
        ['responses', 'INTDATE'],
      ] as const) {
        const dates = (await rowsAt(kind, today)).map((row) => dateOf(row[column] ?? ''));
        expect(dates.every((date) => date <= today)).toBe(true);
        const perWeek = new Map<string, number>();
        for (const date of dates) perWeek.set(mondayOf(date), (perWeek.get(mondayOf(date)) ?? 0) + 1);
        for (let week = 1; week <= 8; week += 1) {
          expect(perWeek.get(addDays(mondayOf(today as LocalDate), -7 * week))).toBeGreaterThan(100);
        }
      }
    },
  );

  it('moves by whole weeks only', async () => {
    const sample = parse<Record<string, string>>(readFileSync(file('complaints')), {
      columns: true,
    });
    const before = new Map(sample.map((row) => [row['Complaint ID'], dateOf(row['Date received'] ?? '')]));
    for (const row of await rowsAt('complaints', '2026-07-22')) {
      const was = before.get(row['Complaint ID'] ?? '') ?? ('' as LocalDate);
      expect(weekdayOf(dateOf(row['Date received'] ?? ''))).toBe(weekdayOf(was));
    }
  });

  it('knows nothing yet of what a complaint became after today', async () => {
    const rows = await rowsAt('complaints', '2026-07-22');
    const fresh = rows.filter((row) => row['Date sent to company'] === '');
    expect(fresh.length).toBeGreaterThan(5);
    for (const row of fresh) {
      expect([row['Company response'], row['Timely response?'], row['Consumer disputed?']]).toEqual([
        '',
        '',
        '',
      ]);
    }
  });
});
