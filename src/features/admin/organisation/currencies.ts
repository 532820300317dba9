import type { PickerOption } from '../../../ui/option-picker.tsx';

export const currencyName = (currency: string, intl: string): string =>
  new Intl.DisplayNames(intl, { type: 'currency' }).of(currency) ?? currency;

/** @returns "GEL – Georgian lari" in two parts: what is written, and what it is called */
export function currencyOptions(current: string, intl: string): PickerOption<string>[] {
  const names = new Intl.DisplayNames(intl, { type: 'currency' });
  return [...new Set([current, ...Intl.supportedValuesOf('currency')])]
    .map((code) => ({ value: code, label: names.of(code) ?? code, detail: code }))
    .toSorted((a, b) => a.label.localeCompare(b.label, intl));
}
