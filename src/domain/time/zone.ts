/**
 * From instants to the clocks on the wall of a time zone and back.
 *
 * This is the one use of Intl in the domain, purely as the table of time zones that every browser and Node carry: the
 * zone, the language and the calendar are always given, so the result depends on no locale or setting of the machine.
 * It does depend on how old its table is. A phone that has not heard of a government's latest change may show another
 * hour than the server; what counts is what the server computed. (temporal-polyfill would do the same from the same
 * table, for another 20 kB.)
 */
import { type LocalDate, dateOfDay, dayNumber } from './moment.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

export interface LocalTime {
  readonly date: LocalDate;
  /** Minutes since 00:00 on the wall, 0 up to 1440, with fractions for seconds and milliseconds. */
  readonly minutes: number;
}

export interface ZoneClock {
  /** Whether this machine's table has the zone; the others throw a RangeError when it hasn't. */
  knows(timeZone: string): boolean;
  /** @param ms milliseconds since 1970-01-01T00:00Z */
  toLocal(ms: number, timeZone: string): LocalTime;
  /**
   * When the wall shows this time. Of a time that comes twice, the earlier; a time that is skipped lies as much after the
   * change as it would have without it ("compatible" in Temporal).
   *
   * @param minutes since 00:00 on the wall; 1440 is the end of the day
   * @returns milliseconds since 1970-01-01T00:00Z
   */
  toInstant(date: LocalDate, minutes: number, timeZone: string): number;
}

/** One zone's offsets from UTC in milliseconds, remembered at the UTC midnights asked for. */
interface ZoneTable {
  readonly format: Intl.DateTimeFormat;
  readonly midnights: Map<number, number>;
}

/** Enough for ten years of midnights; beyond, the memory starts afresh. */
const REMEMBERED = 4096;

/** A clock that reads Intl's table. Keep it: it remembers what it looked up. */
export function createZoneClock(): ZoneClock {
  const tables = new Map<string, ZoneTable>();

  const tableOf = (timeZone: string): ZoneTable => {
    let table = tables.get(timeZone);
    if (table === undefined) {
      table = { format: formatOf(timeZone), midnights: new Map() };
      tables.set(timeZone, table);
    }
    return table;
  };

  const toLocal = (ms: number, timeZone: string): LocalTime => {
    const wall = ms + offsetAt(tableOf(timeZone), ms);
    const day = Math.floor(wall / DAY_MS);
    return { date: dateOfDay(day), minutes: (wall - day * DAY_MS) / MINUTE_MS };
  };

  return {
    knows(timeZone) {
      try {
        tableOf(timeZone);
        return true;
      } catch {
        return false;
      }
    },
    toLocal,
    toInstant(date, minutes, timeZone) {
      const table = tableOf(timeZone);
      const wall = dayNumber(date) * DAY_MS + Math.round(minutes * MINUTE_MS);
      // No offset reaches a day, and no zone changes twice within two, so these are the offsets on either side.
      const before = offsetAt(table, wall - DAY_MS);
      const after = offsetAt(table, wall + DAY_MS);
      if (offsetAt(table, wall - before) === before) return wall - before;
      return offsetAt(table, wall - after) === after ? wall - after : wall - before;
    },
  };
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  // oxlint-disable-next-line no-restricted-globals -- the table of time zones, see above
  return new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
}

/** Asking Intl takes 3 µs, remembering a tenth of it; between equal midnights nothing has changed. */
function offsetAt(table: ZoneTable, ms: number): number {
  const day = Math.floor(ms / DAY_MS);
  const atStart = offsetAtMidnight(table, day);
  return atStart === offsetAtMidnight(table, day + 1) ? atStart : readOffset(table.format, ms);
}

function offsetAtMidnight({ format, midnights }: ZoneTable, day: number): number {
  let offset = midnights.get(day);
  if (offset === undefined) {
    if (midnights.size >= REMEMBERED) midnights.clear();
    offset = readOffset(format, day * DAY_MS);
    midnights.set(day, offset);
  }
  return offset;
}

function readOffset(format: Intl.DateTimeFormat, ms: number): number {
  const second = Math.floor(ms / 1000) * 1000;
  const field: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of format.formatToParts(second)) field[type] = Number(value);
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second: s = 0 } = field;
  return Date.UTC(year, month - 1, day, hour, minute, s) - second;
}
