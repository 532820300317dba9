import { LANGUAGES, findLanguage, type LanguageCode, type ShownLanguage } from './languages.ts';

/** What is known of a reader's wish, strongest first. */
export interface Wishes {
  /** `?lang=` of this tab: the only way to the pseudo-language */
  readonly asked: string | null;
  /** what was chosen on this device before */
  readonly stored: string | null;
  /** the browser's languages, best first */
  readonly preferred: readonly string[];
}

/** @returns which of our languages a BCP 47 tag means: the exact one, else the one with the same primary subtag */
export function matchLanguage(tag: string): LanguageCode | undefined {
  const primary = tag.toLowerCase().split('-')[0];
  const found =
    LANGUAGES.find(({ code }) => code.toLowerCase() === tag.toLowerCase()) ??
    LANGUAGES.find(({ code }) => code.toLowerCase().split('-')[0] === primary);
  return found?.code;
}

/** @returns the language to start in; English when nothing fits */
export function chooseLanguage({ asked, stored, preferred }: Wishes): ShownLanguage {
  const named = asked === null ? undefined : (findLanguage(asked)?.code ?? matchLanguage(asked));
  if (named !== undefined) return named;
  for (const tag of stored === null ? preferred : [stored, ...preferred]) {
    const match = matchLanguage(tag);
    if (match !== undefined) return match;
  }
  return 'en';
}
