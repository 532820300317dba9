import type { LocalDate } from '../../domain/time/moment.ts';
import { createZoneClock } from '../../domain/time/zone.ts';

const clock = createZoneClock();
const here = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/**
 * What came in a moment ago is of its region's day, which may have begun before the reader's.
 * @param now Unix milliseconds @param timeZones IANA, of the regions; those that this browser doesn't know count for nothing
 * @returns the latest day that it is where the reader is or in a region
 */
export function latestDay(now: number, timeZones: readonly string[]): LocalDate {
  const known = [here(), ...timeZones].filter((zone) => clock.knows(zone));
  const zones = known.length > 0 ? known : ['UTC'];
  return zones
    .map((zone) => clock.toLocal(now, zone).date)
    .reduce((one, other) => (one > other ? one : other));
}
