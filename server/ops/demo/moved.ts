/**
 * The samples of `test/fixtures` as if they were of the last weeks: every record moved by whole weeks, so that weekdays
 * and weekends stay what they were. What would lie in the future has not happened yet and is left out.
 *
 * Complaints: nine weeks of 2015, the last of which becomes the present one. Responses: the survey has three full
 * weeks, so each third of the respondents is moved to three of the nine, by their number.
 */
import { weekdayOf } from '../../../src/domain/time/calendar.ts';
import { addDays, dayNumber } from '../../../src/domain/time/moment.ts';
import type { LocalDate } from '../../../src/domain/time/moment.ts';
import { csvRecords } from '../import/csv.ts';
import { parseDate } from '../import/dates.ts';

const WEEKS = 9;
const FIRST_MONDAY = { complaints: '2015-01-05' as LocalDate, responses: '2017-05-08' as LocalDate };
/** Weeks that the survey has. */
const SURVEYED = 3;

type Record = Map<string, string>;

const mondayOf = (date: LocalDate): LocalDate => addDays(date, 1 - weekdayOf(date));
/** Days from a sample's first Monday to that of the first of nine weeks ending with the present one: a multiple of 7. */
const shiftFrom = (first: LocalDate, today: LocalDate): number =>
  dayNumber(mondayOf(today)) - 7 * (WEEKS - 1) - dayNumber(first);

const american = (date: LocalDate): string =>
  `${Number(date.slice(5, 7))}/${Number(date.slice(8))}/${date.slice(0, 4)}`;

function moved(text: string, days: number): LocalDate {
  const date = parseDate(text, { column: '', format: 'M/D/YYYY' });
  if (!date.ok) throw new Error(`the sample has a date that is none: ${text}`);
  return addDays(date.value as LocalDate, days);
}

/** @returns null: not received yet. A complaint that was not passed on yet has no response yet either. */
function moveComplaint(record: Record, today: LocalDate): Record | null {
  const days = shiftFrom(FIRST_MONDAY.complaints, today);
  const received = moved(record.get('Date received') ?? '', days);
  if (received > today) return null;
  const sent = moved(record.get('Date sent to company') ?? '', days);
  const then = new Map(record)
    .set('Date received', american(received))
    .set('Date sent to company', american(sent));
  if (sent <= today) return then;
  for (const later of [
    'Date sent to company',
    'Company response',
    'Timely response?',
    'Consumer disputed?',
  ]) {
    then.set(later, '');
  }
  return then;
}

function moveResponse(record: Record, today: LocalDate): Record | null {
  const third = Number(record.get('RESPNUM')) % SURVEYED;
  const day = `2017-05-${(record.get('INTDATE') ?? '').padStart(2, '0')}` as LocalDate;
  const date = addDays(day, shiftFrom(FIRST_MONDAY.responses, today) + third * SURVEYED * 7);
  return date > today ? null : new Map(record).set('INTDATE', date);
}

const move = { complaints: moveComplaint, responses: moveResponse } as const;
const quoted = (value: string): string => `"${value.replaceAll('"', '""')}"`;
const line = (values: Iterable<string>): Buffer => Buffer.from(`${[...values].map(quoted).join(',')}\n`);

/** @param today as it is where it is earliest */
export async function* movedSample(
  kind: keyof typeof move,
  bytes: AsyncIterable<Uint8Array>,
  today: LocalDate,
): AsyncGenerator<Uint8Array> {
  let header: readonly string[] | null = null;
  for await (const record of csvRecords(bytes)) {
    if (!record.ok) throw new Error(`the sample has a line that can't be read: ${record.line}`);
    const { fields } = record;
    if (header === null) {
      header = fields;
      yield line(header);
      continue;
    }
    const then = move[kind](new Map(header.map((name, at) => [name, fields[at] ?? ''])), today);
    if (then !== null) yield line(then.values());
  }
}
