import { matchLanguage } from '../../i18n/choose.ts';
import { LANGUAGES } from '../../i18n/languages.ts';
import type { LanguageCode } from '../../i18n/languages.ts';
import type { Registry } from '../../data/api.ts';
import type { Survey } from '../../domain/survey/definition.ts';

export interface ShownSurvey {
  /** `survey:<id>:<version>` */
  readonly id: string;
  readonly survey: Survey;
}

/**
 * The surveys that a kiosk may show, in the order of its enrolment, each in its latest version.
 * @param keys `survey:<id>`, or with a version, which is then the only one
 */
export function shownSurveys(surveys: Registry['surveys'], keys: readonly string[]): ShownSurvey[] {
  return keys.flatMap((key) => {
    const versions = surveys
      .filter(({ id }) => id === key || id.startsWith(`${key}:`))
      .toSorted((a, b) => b.survey.version - a.survey.version);
    return versions.slice(0, 1);
  });
}

/** Those of our languages that a survey is written in, in the order of our menu; English when there is none. */
export function languagesOf(survey: Pick<Survey, 'languages'>): LanguageCode[] {
  const written = new Set(survey.languages.map(matchLanguage));
  const shown = LANGUAGES.map(({ code }) => code).filter((code) => written.has(code));
  return shown.length > 0 ? shown : ['en'];
}
