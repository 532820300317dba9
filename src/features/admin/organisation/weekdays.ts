/** Days of the week, ISO: 1 Monday to 7 Sunday. */
import { formattersOf } from '../../../i18n/formatters.ts';

/** A Monday at noon, UTC. */
const MONDAY = Date.UTC(2024, 0, 1, 12);
const DAY = 86_400_000;

interface WeekInfo {
  readonly firstDay: number;
}
/** Both forms in which browsers have it; TypeScript knows neither. */
type WithWeek = Intl.Locale & { readonly weekInfo?: WeekInfo; getWeekInfo?(): WeekInfo };

function firstDayOf(intl: string): number {
  const locale = new Intl.Locale(intl) as WithWeek;
  return (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1;
}

export function weekdayName(day: number, intl: string, style: 'long' | 'short'): string {
  const date = new Date(MONDAY + (day - 1) * DAY);
  return formattersOf(intl).date({ weekday: style, timeZone: 'UTC' }).format(date);
}

/** @returns the seven days as a calendar of that language has them */
export function weekOf(intl: string): number[] {
  const first = firstDayOf(intl);
  return Array.from({ length: 7 }, (_, at) => ((first - 1 + at) % 7) + 1);
}
