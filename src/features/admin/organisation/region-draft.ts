/** A region in a form. */
import type { RegionDoc, LocalizedText } from '../../../domain/registry.ts';
import { tidyNames } from '../forms/localized.ts';

export interface RegionDraft {
  readonly name: LocalizedText;
  readonly timeZone: string;
  readonly workdays: number[];
  readonly hours: { readonly from: string; readonly to: string };
  readonly holidays: readonly string[];
}

export const newRegion = (timeZone: string): RegionDraft => ({
  name: { default: '' },
  timeZone,
  workdays: [1, 2, 3, 4, 5],
  hours: { from: '09:00', to: '18:00' },
  holidays: [],
});

export function regionDraft({ name, calendar }: RegionDoc): RegionDraft {
  const { timeZone, workdays, hours, holidays } = calendar;
  return {
    name,
    timeZone,
    workdays: workdays.toSorted((a, b) => a - b),
    hours: { from: hours.from, to: hours.to },
    holidays: holidays.toSorted(),
  };
}

/**
 * As `PUT /api/admin/regions/:id` takes it; whether it is well formed, the server says.
 *
 * @param before what this form doesn't know of a calendar stays
 */
export function regionInputOf({ name, ...calendar }: RegionDraft, before: RegionDoc['calendar'] | undefined) {
  return {
    name: tidyNames(name),
    calendar: { ...before, ...calendar, workdays: [...calendar.workdays], holidays: [...calendar.holidays] },
  };
}
