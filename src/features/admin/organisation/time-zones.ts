/** Time zones by names that people look for: the city, the zone's name in their language, and how far from UTC it is. */
import type { PickerOption } from '../../../ui/option-picker.tsx';

const cityOf = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');

function partOf(zone: string, intl: string, timeZoneName: 'longGeneric' | 'shortOffset', at: Date): string {
  const parts = new Intl.DateTimeFormat(intl, { timeZone: zone, timeZoneName }).formatToParts(at);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}

/** @returns how the zone is called in a language, "Georgia Time" */
export function timeZoneName(zone: string, intl: string): string {
  return partOf(zone, intl, 'longGeneric', new Date());
}

/** @param current always among them, be it an older name of a zone */
export function timeZoneOptions(current: string, intl: string): PickerOption<string>[] {
  const zones = Intl.supportedValuesOf('timeZone');
  const now = new Date();
  return [...new Set([current, 'UTC', ...zones])]
    .filter((zone) => zone !== '')
    .map((zone) => {
      const facts = [partOf(zone, intl, 'longGeneric', now), partOf(zone, 'en', 'shortOffset', now), zone];
      return { value: zone, label: cityOf(zone), detail: facts.join(' · ') };
    })
    .toSorted((a, b) => a.label.localeCompare(b.label, intl));
}

/** The zone of this device: the likeliest one for a first region. */
export const ownTimeZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;
