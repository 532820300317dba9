/** Texts of a survey in several languages, as SurveyJS writes them: `{default, tr, "zh-TW", …}`. */
import * as v from 'valibot';
import type { LocalizedText } from '../registry.ts';

const text = v.pipe(v.string(), v.maxLength(2000, 'survey.tooLong'));

/** Like the names of reference data, but as long as a question may be. */
export const surveyText = v.objectWithRest(
  { default: v.pipe(text, v.minLength(1, 'survey.textMissing')) },
  text,
);

/** A text, and the language it is in: null is the survey's own first language. */
export interface PickedText {
  readonly text: string;
  readonly language: string | null;
}

/**
 * The text for a language: that very one, else a wider one (`zh-Hant-TW`, `zh-Hant`, `zh`), else the default. A blank
 * text counts as missing. The language that it is in goes to the `lang` attribute.
 *
 * @param language BCP 47; upper and lower case are the same
 */
export function pickText(texts: LocalizedText, language: string): PickedText {
  for (
    let wanted = language.toLowerCase();
    wanted !== '';
    wanted = wanted.slice(0, Math.max(0, wanted.lastIndexOf('-')))
  ) {
    for (const [code, translated] of Object.entries(texts)) {
      if (code.toLowerCase() !== wanted || translated.trim() === '') continue;
      return { text: translated, language: code === 'default' ? null : code };
    }
  }
  return { text: texts.default, language: null };
}

/** The text for a language, without saying which it is in. */
export function textIn(texts: LocalizedText, language: string): string {
  return pickText(texts, language).text;
}
