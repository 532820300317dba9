import { useTranslation } from 'react-i18next';
import { formatsOf, type Formats } from './formats.ts';
import { languageOf, type Language, type ShownLanguage } from './languages.ts';

/** @returns the language that is shown */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return languageOf(i18n.language as ShownLanguage);
}

/**
 * @param timeZone an IANA zone for instants; absent: the device's
 * @returns the formats of the language that is shown
 */
export function useFormats(timeZone?: string): Formats {
  return formatsOf(useLanguage(), timeZone);
}
