import { expect, test } from 'vitest';
import type { Survey } from '../../domain/survey/definition.ts';
import { languagesOf, shownSurveys } from './shown-surveys.ts';

const survey = (id: string, version: number, languages: string[] = ['en']): Survey => ({
  id,
  version,
  title: { default: id },
  languages,
  pages: [{ elements: [] }],
});
const doc = (id: string, version: number) => ({ id: `survey:${id}:${version}`, survey: survey(id, version) });

test('a kiosk shows the latest version of its surveys, in its own order, and no other', () => {
  const all = [doc('visit', 2), doc('visit', 10), doc('visit', 1), doc('visits', 3), doc('call', 1)];
  expect(shownSurveys(all, ['survey:call', 'survey:visit']).map(({ id }) => id)).toEqual([
    'survey:call:1',
    'survey:visit:10',
  ]);
  expect(shownSurveys(all, ['survey:visit:2']).map(({ id }) => id)).toEqual(['survey:visit:2']);
  expect(shownSurveys([], ['survey:visit'])).toEqual([]);
});

test('customers choose among the survey’s languages that the app speaks too', () => {
  expect(languagesOf(survey('a', 1, ['ja', 'ar', 'zh-Hant-TW', 'en']))).toEqual(['en', 'ar', 'zh-TW']);
  expect(languagesOf(survey('a', 1, ['ja']))).toEqual(['en']);
});
