/**
 * The fourteen languages, in the order that a menu shows them. `intl` is what `Intl` gets, `html` what `<html lang>` gets.
 *
 * Digits: Persian (fa) and Arabic-Indic (ar). A bare `ar` gives Western digits in some browsers' data and Arabic-Indic
 * ones in others; we pin `arab`, the form that stands beside Arabic text in print from Egypt to the Gulf, so that a phone
 * and a kiosk show the same figure alike. References, telephone numbers and e-mail addresses are data and stay as they are.
 *
 * Calendars: Persian for fa, pinned; Gregorian for ar, pinned, for a browser set to Saudi Arabia would choose another.
 * English dates are day-month-year (`en-GB`), since most readers of the English texts are not in the United States.
 */
export const LANGUAGES = [
  { code: 'en', name: 'English', direction: 'ltr', script: 'Latn', intl: 'en-GB', html: 'en' },
  { code: 'tr', name: 'Türkçe', direction: 'ltr', script: 'Latn', intl: 'tr', html: 'tr' },
  {
    code: 'ar',
    name: 'العربية',
    direction: 'rtl',
    script: 'Arab',
    intl: 'ar-u-ca-gregory-nu-arab',
    html: 'ar',
  },
  {
    code: 'fa',
    name: 'فارسی',
    direction: 'rtl',
    script: 'Arab',
    intl: 'fa-IR-u-ca-persian-nu-arabext',
    html: 'fa',
  },
  { code: 'zh-TW', name: '繁體中文', direction: 'ltr', script: 'Hant', intl: 'zh-TW', html: 'zh-Hant-TW' },
  { code: 'fr', name: 'Français', direction: 'ltr', script: 'Latn', intl: 'fr', html: 'fr' },
  { code: 'de', name: 'Deutsch', direction: 'ltr', script: 'Latn', intl: 'de', html: 'de' },
  { code: 'el', name: 'Ελληνικά', direction: 'ltr', script: 'Grek', intl: 'el', html: 'el' },
  { code: 'it', name: 'Italiano', direction: 'ltr', script: 'Latn', intl: 'it', html: 'it' },
  { code: 'ru', name: 'Русский', direction: 'ltr', script: 'Cyrl', intl: 'ru', html: 'ru' },
  { code: 'es', name: 'Español', direction: 'ltr', script: 'Latn', intl: 'es', html: 'es' },
  { code: 'ka', name: 'ქართული', direction: 'ltr', script: 'Geor', intl: 'ka', html: 'ka' },
  { code: 'hu', name: 'Magyar', direction: 'ltr', script: 'Latn', intl: 'hu', html: 'hu' },
  { code: 'sr', name: 'Српски', direction: 'ltr', script: 'Cyrl', intl: 'sr-Cyrl', html: 'sr-Cyrl' },
] as const satisfies readonly LanguageShape[];

interface LanguageShape {
  readonly code: string;
  readonly name: string;
  readonly direction: 'ltr' | 'rtl';
  readonly script: string;
  readonly intl: string;
  readonly html: string;
}

export type LanguageCode = (typeof LANGUAGES)[number]['code'];

/** English with accents, brackets and a third more length: shows what is cut off and what was never translated. */
export const PSEUDO = 'en-XA';
/** What can be shown: a language, or the pseudo-language when it was asked for by name. */
export type ShownLanguage = LanguageCode | typeof PSEUDO;

export interface Language extends LanguageShape {
  readonly code: ShownLanguage;
}

const PSEUDO_LANGUAGE: Language = {
  code: PSEUDO,
  name: '[Ƥšéûðö]',
  direction: 'ltr',
  script: 'Latn',
  intl: 'en-GB',
  html: 'en-XA',
};

const BY_CODE: ReadonlyMap<string, Language> = new Map<string, Language>(
  [...LANGUAGES, PSEUDO_LANGUAGE].map((language) => [language.code, language]),
);

/** @returns the language with exactly this code, or undefined */
export function findLanguage(code: string): Language | undefined {
  return BY_CODE.get(code);
}

/** @returns the language with this code */
export function languageOf(code: ShownLanguage): Language {
  return BY_CODE.get(code) ?? LANGUAGES[0];
}
