import type { LocalDate } from '../../domain/time/moment.ts';

/** @param timeZone IANA; undefined: where the reader is */
function dayIn(now: number, timeZone: string | undefined): LocalDate | null {
  try {
    return new Intl.DateTimeFormat('en-CA', { timeZone }).format(now) as LocalDate;
  } catch {
    // A zone that this browser doesn't know.
    return null;
  }
}

/**
 * What came in a moment ago is of its region's day, which may have begun before the reader's.
 * @param now Unix milliseconds @param timeZones IANA, of the regions
 * @returns the latest day that it is where the reader is or in a region
 */
export function latestDay(now: number, timeZones: readonly string[]): LocalDate {
  const days = [undefined, ...timeZones].flatMap((zone) => dayIn(now, zone) ?? []);
  return days.toSorted().at(-1) ?? (new Date(now).toISOString().slice(0, 10) as LocalDate);
}
