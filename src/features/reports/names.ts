/** Names of what reports speak of by code. */
import type { Registry } from '../../data/api.ts';
import { textIn } from '../../domain/survey/localized.ts';
import type { Language } from '../../i18n/languages.ts';
import { LANGUAGES } from '../../i18n/languages.ts';

export interface Names {
  readonly branch: (code: string) => string;
  readonly region: (code: string) => string;
  readonly category: (code: string) => string;
  readonly language: (code: string) => string;
}

/** A code that the registry doesn't know (yet) is shown as it is. */
export function namesIn(registry: Registry | undefined, language: Language): Names {
  const of = (found: { readonly name: Parameters<typeof textIn>[0] } | undefined, code: string): string =>
    found === undefined ? code : textIn(found.name, language.code);
  const tongues = new Intl.DisplayNames(language.intl, { type: 'language' });
  return {
    branch: (code) =>
      of(
        registry?.branches.find(({ branch }) => branch === code),
        code,
      ),
    region: (code) =>
      of(
        registry?.regions.find(({ region }) => region === code),
        code,
      ),
    category: (code) =>
      of(
        registry?.categories.find((one) => one.code === code),
        code,
      ),
    language: (code) => LANGUAGES.find((one) => one.code === code)?.name ?? tongues.of(code) ?? code,
  };
}
