/**
 * The language in use. Invariants: a language is shown only after all its texts that pages need are there; `<html lang dir>` always
 * says what is shown; the last call of `showLanguage` wins, however long an earlier one takes to load.
 */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { chooseLanguage } from './choose.ts';
import { isKnown, standInFor } from './formatters.ts';
import { languageOf, PSEUDO, type LanguageCode, type ShownLanguage } from './languages.ts';
import { NAMESPACES, TEXT_GROUPS, type LanguagePack, type TextGroup } from './namespaces.ts';
import { PACKS } from './packs.ts';
import { valueFormat } from './value-format.ts';

const STORED = 'redress.language';

/** Groups that the pages shown so far need; in every language that is shown from now on. */
const wanted = new Set<TextGroup>();

/** A browser may lack the data of a language that it can show well. */
async function loadFormatters(code: LanguageCode): Promise<void> {
  if (code !== 'ka' || isKnown('ka')) return;
  const { georgian } = await import('./georgian.ts');
  standInFor('ka', georgian);
}

async function loadPack(code: LanguageCode): Promise<LanguagePack> {
  await loadFormatters(code);
  const { default: core, more } = await PACKS[code]();
  const others = await Promise.all([...wanted].map(async (group) => (await more[group]()).default));
  return Object.assign({}, core, ...others) as LanguagePack;
}

async function loadShown(code: ShownLanguage): Promise<LanguagePack> {
  if (code !== PSEUDO) return loadPack(code);
  const [{ pseudoPack }, english] = await Promise.all([import('./pseudo.ts'), loadPack('en')]);
  return pseudoPack(english);
}

async function addPack(code: ShownLanguage): Promise<void> {
  const needed = [...TEXT_GROUPS.core, ...[...wanted].flatMap((group) => TEXT_GROUPS[group])];
  if (needed.every((namespace) => i18next.hasResourceBundle(code, namespace))) return;
  const pack = await loadShown(code);
  for (const namespace of needed) i18next.addResourceBundle(code, namespace, pack[namespace] ?? {});
}

function apply(code: ShownLanguage): void {
  const { html, direction } = languageOf(code);
  document.documentElement.lang = html;
  document.documentElement.dir = direction;
}

/** Reads `?lang=` and keeps it for the tab, so that the pseudo-language outlives a reload but not the tab. */
function askedLanguage(): string | null {
  const asked = new URLSearchParams(location.search).get('lang');
  if (asked !== null) sessionStorage.setItem(STORED, asked);
  return asked ?? sessionStorage.getItem(STORED);
}

/** Loads the reader's language and starts i18next with it. Call once, before the first render. */
export async function startLanguage(): Promise<void> {
  const code = chooseLanguage({
    asked: askedLanguage(),
    stored: localStorage.getItem(STORED),
    preferred: navigator.languages,
  });
  let fallback: Promise<void> | undefined;
  await i18next
    .use(initReactI18next)
    .use(valueFormat)
    .init({
      lng: code,
      resources: { [code]: await loadShown(code) },
      ns: NAMESPACES,
      defaultNS: NAMESPACES[0],
      fallbackLng: 'en',
      load: 'currentOnly',
      interpolation: { escapeValue: false, alwaysFormat: true },
      react: { useSuspense: false, bindI18nStore: 'added' },
      // The check of the locales keeps every language whole, so English is fetched only if it is ever needed.
      saveMissing: true,
      missingKeyHandler: () => {
        fallback ??= addPack('en');
      },
    });
  apply(code);
  // A page that came meanwhile may need more than what was wanted at the beginning.
  await addPack(code);
  hasStarted();
}

let hasStarted = (): void => undefined;
const started = new Promise<void>((resolve) => {
  hasStarted = resolve;
});

/** Fetches the texts of these groups, now and in every language that is shown later. Before what shows them is rendered. */
export async function loadTexts(...groups: readonly TextGroup[]): Promise<void> {
  for (const group of groups) wanted.add(group);
  await started;
  await addPack(shownLanguage());
}

/** Fetches a language with all that has been needed so far, so that the service worker keeps it. */
export async function bringLanguage(code: LanguageCode): Promise<void> {
  await loadPack(code);
}

let latest = 0;

/**
 * Shows another language.
 * @param remember false: for this page only, as on a kiosk, where the next customer begins anew
 */
export async function showLanguage(code: LanguageCode, { remember = true } = {}): Promise<void> {
  const call = ++latest;
  await addPack(code);
  if (call !== latest) return;
  if (remember) {
    sessionStorage.removeItem(STORED);
    localStorage.setItem(STORED, code);
  }
  await i18next.changeLanguage(code);
  apply(code);
}

/** @returns the code of the language that is shown; for code outside React */
export function shownLanguage(): ShownLanguage {
  return i18next.language as ShownLanguage;
}
