import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES } from '../../src/i18n/languages.ts';
import { NAMESPACES } from '../../src/i18n/namespaces.ts';
import { checkForm, checkKeys, checkMarks, checkTranslated } from './rules.ts';
import { readLanguage, type Finding } from './texts.ts';
import { checkUsage, readUsage } from './usage.ts';

/** `identical.json`: by language (`*`: all), the keys whose text is rightly the same as in English. */
function readAllowed(locales: string, language: string): ReadonlySet<string> {
  const path = join(locales, 'identical.json');
  if (!existsSync(path)) return new Set();
  const lists = JSON.parse(readFileSync(path, 'utf8')) as Partial<Record<string, readonly string[]>>;
  return new Set([...(lists['*'] ?? []), ...(lists[language] ?? [])]);
}

export interface Places {
  /** the folder with a folder for each language */
  readonly locales: string;
  /** where the code is that uses the texts */
  readonly code: readonly string[];
  /** absent: all but English */
  readonly languages?: readonly string[];
}

/** @returns everything that is wrong with the texts, English first */
export function checkLocales({ locales, code, languages }: Places): Finding[] {
  const english = readLanguage(locales, 'en');
  const findings = [
    ...english.findings,
    ...checkForm(english.texts, 'en'),
    ...checkKeys(english.texts, english.texts, 'en'),
    ...checkUsage(english.texts, readUsage(code, NAMESPACES)),
  ];
  const others =
    languages ?? LANGUAGES.map((language) => language.code).filter((language) => language !== 'en');
  for (const language of others) {
    const { texts, findings: unreadable } = readLanguage(locales, language);
    findings.push(
      ...unreadable,
      ...checkKeys(english.texts, texts, language),
      ...checkMarks(english.texts, texts, language),
      ...checkTranslated(english.texts, texts, language, readAllowed(locales, language)),
      ...checkForm(texts, language),
    );
  }
  return findings;
}
