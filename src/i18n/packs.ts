import type { LanguageCode } from './languages.ts';
import type { LanguagePack, TextGroup } from './namespaces.ts';

interface Pack {
  readonly default: LanguagePack;
}
type Load = () => Promise<Pack & { readonly more: Readonly<Record<TextGroup, () => Promise<Pack>>> }>;

/**
 * Lazy chunks a language, one for each group of `TEXT_GROUPS`, made of `locales/<language>/` by
 * `scripts/build/language-packs.ts`.
 */
export const PACKS: Readonly<Record<LanguageCode, Load>> = {
  en: () => import('virtual:language/en'),
  tr: () => import('virtual:language/tr'),
  ar: () => import('virtual:language/ar'),
  fa: () => import('virtual:language/fa'),
  'zh-TW': () => import('virtual:language/zh-TW'),
  fr: () => import('virtual:language/fr'),
  de: () => import('virtual:language/de'),
  el: () => import('virtual:language/el'),
  it: () => import('virtual:language/it'),
  ru: () => import('virtual:language/ru'),
  es: () => import('virtual:language/es'),
  ka: () => import('virtual:language/ka'),
  hu: () => import('virtual:language/hu'),
  sr: () => import('virtual:language/sr'),
};
