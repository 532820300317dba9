import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { elementsOf, survey } from './definition.ts';

const title = { default: 'How was it?', tr: 'Nasıldı?' };
const rating = {
  type: 'rating',
  name: 'overall',
  title,
  rateMin: 1,
  rateMax: 5,
  scale: { min: 1, max: 5, satisfiedFrom: 4 },
};
const choices = [
  { value: 'first', text: { default: 'First time' } },
  { value: 'again', text: { default: 'Been before' } },
];
const visit = { type: 'radiogroup', name: 'visit', title, choices };
const parts = { type: 'checkbox', name: 'parts', title, choices };
const why = { type: 'comment', name: 'why', title };
const yes = { type: 'boolean', name: 'yes', title };

const withElements = (...elements: object[]): object => ({
  id: 'airport',
  version: 3,
  title,
  languages: ['en', 'tr', 'zh-TW'],
  pages: [{ name: 'page1', elements }],
});

/** Path and code of every problem. */
function problemsOf(input: unknown): string[] {
  const { issues } = v.safeParse(survey, input);
  return (issues ?? []).map((issue) => `${v.getDotPath(issue) ?? ''} ${issue.message}`);
}

describe('survey', () => {
  it('takes each type of question, and keeps what it does not know', () => {
    const input = withElements(
      { ...rating, role: 'satisfaction', rateType: 'smileys', neverUsed: true, later: 1 },
      {
        type: 'rating',
        name: 'nps',
        title,
        rateMin: 0,
        rateMax: 10,
        role: 'recommend',
        minRateDescription: title,
      },
      { ...visit, visibleIf: '{overall} <= 2' },
      { ...parts, isRequired: true },
      { ...why, maxLength: 300, visibleIf: "{visit} = 'first' or {parts} contains 'again'" },
      yes,
    );
    const parsed = v.parse(survey, input);
    expect(parsed).toEqual(input);
    expect(elementsOf(parsed).map(({ name }) => name)).toEqual([
      'overall',
      'nps',
      'visit',
      'parts',
      'why',
      'yes',
    ]);
  });

  it.each([
    ['pages.0.elements.0.type survey.elementType', [{ ...rating, type: 'matrix' }]],
    ['pages.0.elements.0.name survey.name', [{ ...rating, name: 'two words' }]],
    ['pages.0.elements.0.name survey.name', [{ ...rating, name: 'constructor' }]],
    ['pages.0.elements.0.title.default survey.textMissing', [{ ...rating, title: { default: '' } }]],
    ['pages.0.elements.0.rateMax survey.rate', [{ ...rating, rateMax: 11, scale: undefined }]],
    ['pages.0.elements.0.choices survey.choicesMissing', [{ ...visit, choices: [] }]],
    [
      'pages.0.elements.0.choices.0.value survey.choiceCode',
      [{ ...visit, choices: [{ value: 'True', text: title }] }],
    ],
    ['pages.0.elements.0.maxLength survey.maxLength', [{ ...why, maxLength: 0 }]],
    ['pages.0.elements.1.name survey.duplicateName', [rating, { ...why, name: 'Overall' }]],
    [
      'pages.0.elements.0.choices.2.value survey.duplicateChoice',
      [{ ...visit, choices: [...choices, { value: 'FIRST', text: title }] }],
    ],
    ['pages.0.elements.0.scale survey.scale', [{ ...rating, rateMax: 1 }]],
    ['pages.0.elements.0.scale survey.scale', [{ ...rating, scale: { min: 1, max: 7, satisfiedFrom: 4 } }]],
    ['pages.0.elements.0.scale survey.scale', [{ ...rating, scale: { min: 1, max: 5, satisfiedFrom: 1 } }]],
    ['pages.0.elements.0.role survey.role', [{ ...rating, role: 'recommend' }]],
    ['pages.0.elements.0.role survey.role', [{ ...why, role: 'driver' }]],
    [
      'pages.0.elements.1.role survey.duplicateRole',
      [
        { ...rating, role: 'satisfaction' },
        { ...rating, name: 'b', role: 'satisfaction' },
      ],
    ],
    ['pages.0.elements.0.visibleIf survey.expression', [{ ...rating, visibleIf: '{a' }]],
    ['pages.0.elements.0.visibleIf survey.expressionReference', [{ ...rating, visibleIf: '{overall} = 1' }]],
    [
      'pages.0.elements.0.visibleIf survey.expressionReference',
      [{ ...why, visibleIf: '{overall} = 1' }, rating],
    ],
    [
      'pages.0.elements.1.visibleIf survey.expressionType',
      [rating, { ...why, visibleIf: "{overall} = '1'" }],
    ],
    [
      'pages.0.elements.1.visibleIf survey.expressionType',
      [rating, { ...why, visibleIf: "{overall} contains 'x'" }],
    ],
    [
      'pages.0.elements.1.visibleIf survey.expressionType',
      [visit, { ...why, visibleIf: "{visit} = 'frist'" }],
    ],
    [
      'pages.0.elements.1.visibleIf survey.expressionType',
      [parts, { ...why, visibleIf: "{parts} = 'first'" }],
    ],
    [
      'pages.0.elements.1.visibleIf survey.expressionType',
      [yes, { ...why, visibleIf: "{yes} anyof ['true']" }],
    ],
    [
      'pages.0.elements.1.visibleIf survey.expressionType',
      [why, { ...rating, visibleIf: "{why} anyof ['x']" }],
    ],
  ])('names field and rule: %s', (problem, elements) => {
    expect(problemsOf(withElements(...elements))).toEqual([problem]);
  });

  it('checks the condition of a page against the questions before it', () => {
    const input = {
      ...withElements(rating),
      pages: [{ elements: [rating] }, { visibleIf: '{why} notempty', elements: [why] }],
    };
    expect(problemsOf(input)).toEqual(['pages.1.visibleIf survey.expressionReference']);
  });

  it('refuses a survey without languages, pages or a version', () => {
    expect(problemsOf({ ...withElements(), languages: [] })).toEqual(['languages survey.languageMissing']);
    expect(problemsOf({ ...withElements(), pages: [] })).toEqual(['pages survey.pagesMissing']);
    expect(problemsOf({ ...withElements(), version: 0 })).toEqual(['version survey.version']);
  });
});
