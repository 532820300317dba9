import { describe, expect, it } from 'vitest';
import satisfaction from './surveys/satisfaction.json' with { type: 'json' };
import { satisfactionSurvey, SATISFACTION_SURVEY } from './seed.ts';
import { surveyDocId } from './import/response-row.ts';
import { elementsOf } from '../../src/domain/survey/definition.ts';

const LANGUAGES = ['en', 'tr', 'ar', 'fa', 'zh-TW', 'fr', 'de', 'el', 'it', 'ru', 'es', 'ka', 'hu', 'sr'];
const SCRIPTS: Readonly<Record<string, RegExp>> = {
  ar: /\p{Script=Arabic}/u,
  fa: /\p{Script=Arabic}/u,
  'zh-TW': /\p{Script=Han}/u,
  el: /\p{Script=Greek}/u,
  ru: /\p{Script=Cyrillic}/u,
  sr: /\p{Script=Cyrillic}/u,
  ka: /\p{Script=Georgian}/u,
};

/** Every text of the survey: an object that has a `default`. */
function textsIn(value: unknown): Record<string, string>[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('default' in value) return [value as Record<string, string>];
  return Object.values(value).flatMap(textsIn);
}

describe('the survey that ships', () => {
  const survey = satisfactionSurvey();

  it('is valid and has the id by which it is seeded', () => {
    expect(surveyDocId(survey)).toBe(SATISFACTION_SURVEY);
    expect(survey.languages).toEqual(LANGUAGES);
  });

  it('asks for the whole, its five elements and the likelihood to recommend', () => {
    const roles = elementsOf(survey).map(({ role }) => role ?? 'other');
    expect(roles.filter((role) => role === 'driver')).toHaveLength(5);
    expect(roles.filter((role) => role === 'satisfaction')).toHaveLength(1);
    expect(roles.filter((role) => role === 'recommend')).toHaveLength(1);
  });

  it('has every text in all fourteen languages, each in its script', () => {
    const texts = textsIn(satisfaction);
    expect(texts.length).toBeGreaterThan(20);
    for (const text of texts) {
      expect(Object.keys(text)).toEqual(['default', ...LANGUAGES]);
      expect(text['default']).toBe(text['en']);
      for (const [language, script] of Object.entries(SCRIPTS)) expect(text[language]).toMatch(script);
      for (const language of LANGUAGES) expect(text[language]?.trim()).not.toBe('');
    }
  });

  it('leaves nothing in English that has a translation', () => {
    for (const text of textsIn(satisfaction)) {
      for (const language of LANGUAGES.slice(1)) expect(text[language]).not.toBe(text['en']);
    }
  });
});
