import type { FormatterModule } from 'i18next';
import { formatsOf } from './formats.ts';
import { isolate } from './isolate.ts';
import { findLanguage, LANGUAGES } from './languages.ts';

/**
 * Writes values into sentences: numbers in the language's digits and grouping, so that a text says `{{count}}` and no
 * more; names and references kept in their own direction. Dates come in ready, from `formatsOf`.
 */
export const valueFormat: FormatterModule = {
  type: 'formatter',
  init() {},
  add() {},
  addCached() {},
  format(value: unknown, _format, code): string {
    const language = findLanguage(code ?? '') ?? LANGUAGES[0];
    if (typeof value === 'number') return formatsOf(language).number(value);
    return typeof value === 'string' ? isolate(value, language.direction) : (value as string);
  },
};
