import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { type Answers, answerValue, answers, hasValue, restoreAnswers, storeAnswers } from './answers.ts';
import { elementsOf, survey } from './definition.ts';
import { isSatisfied, scoreOf } from './scoring.ts';
import { validateAnswers } from './validation.ts';

const title = { default: 'x' };
const choices = ['first', 'again'].map((value) => ({ value, text: title }));
const definition = v.parse(survey, {
  id: 's',
  version: 1,
  title,
  languages: ['en'],
  pages: [
    {
      elements: [
        {
          type: 'rating',
          name: 'overall',
          title,
          rateMin: 1,
          rateMax: 5,
          scale: { min: 1, max: 5, satisfiedFrom: 4 },
          role: 'satisfaction',
          isRequired: true,
          neverUsed: true,
        },
        { type: 'radiogroup', name: 'visit', title, choices },
        { type: 'checkbox', name: 'parts', title, choices },
        { type: 'boolean', name: 'again', title },
        { type: 'comment', name: 'why', title, maxLength: 5, visibleIf: '{overall} <= 2', isRequired: true },
        { type: 'comment', name: 'note', title },
      ],
    },
  ],
});

const codesOf = (given: Answers, finished = true): string[] =>
  validateAnswers(definition, given, finished).map(({ field, code }) => `${field} ${code}`);

describe('validateAnswers', () => {
  it('is content with answers that fit', () => {
    expect(
      codesOf({ overall: 5, visit: 'first', parts: ['again', 'first'], again: false, note: '' }),
    ).toEqual([]);
    expect(codesOf({ overall: 1, why: 'cold' })).toEqual([]);
    expect(codesOf({ overall: { missing: 'neverUsed' }, visit: { missing: 'notAnswered' } })).toEqual([]);
  });

  it.each([
    [{}, 'overall survey.required'],
    [{ overall: { missing: 'notAnswered' } }, 'overall survey.required'],
    [{ overall: 2 }, 'why survey.required'],
    [{ overall: 2, why: '  ' }, 'why survey.required'],
    [{ overall: 6 }, 'overall survey.outOfRange'],
    [{ overall: 3.5 }, 'overall survey.outOfRange'],
    [{ overall: '3' }, 'overall survey.wrongType'],
    [{ overall: 3, visit: 'frist' }, 'visit survey.unknownChoice'],
    [{ overall: 3, visit: ['first'] }, 'visit survey.wrongType'],
    [{ overall: 3, parts: 'first' }, 'parts survey.wrongType'],
    [{ overall: 3, parts: ['first', 'second'] }, 'parts survey.unknownChoice'],
    [{ overall: 3, parts: ['first', 'first'] }, 'parts survey.repeatedChoice'],
    [{ overall: 3, again: 'yes' }, 'again survey.wrongType'],
    [{ overall: 3, visit: { missing: 'neverUsed' } }, 'visit survey.neverUsedNotOffered'],
    [{ overall: 3, why: 'cold' }, 'why survey.hiddenAnswered'],
    [{ overall: 1, why: 'freezing' }, 'why survey.tooLong'],
    [{ overall: 3, note: 'x'.repeat(2001) }, 'note survey.tooLong'],
    [{ overall: 3, colour: 'red' }, 'colour survey.unknownQuestion'],
  ] satisfies [Answers, string][])('finds %j wrong', (given, problem) => {
    expect(codesOf(given)).toEqual([problem]);
  });

  it('gives what the text of the rule needs', () => {
    expect(validateAnswers(definition, { overall: 9 })).toEqual([
      { field: 'overall', code: 'survey.outOfRange', params: { min: 1, max: 5 } },
    ]);
    expect(validateAnswers(definition, { overall: 1, why: 'freezing' })).toEqual([
      { field: 'why', code: 'survey.tooLong', params: { max: 5, length: 8 } },
    ]);
  });

  it('requires nothing of a response that was given up, but still checks what it holds', () => {
    expect(codesOf({}, false)).toEqual([]);
    expect(codesOf({ overall: 7 }, false)).toEqual(['overall survey.outOfRange']);
  });

  it('takes any answers without throwing', () => {
    const name = fc.constantFrom('overall', 'visit', 'parts', 'again', 'why', 'note', 'toString', 'x');
    const value = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.string(),
      fc.array(fc.string(), { maxLength: 3 }),
      fc.record({ missing: fc.constantFrom('neverUsed' as const, 'notAnswered' as const) }),
    );
    fc.assert(
      fc.property(fc.dictionary(name, value), (given) => {
        const read = v.parse(answers, given);
        expect(read).toEqual({ ...given });
        const known = new Set(elementsOf(definition).map((element) => element.name));
        for (const problem of validateAnswers(definition, read)) {
          expect(known.has(problem.field)).toBe(problem.code !== 'survey.unknownQuestion');
        }
      }),
    );
  });
});

describe('answers', () => {
  it('refuses what is no answer', () => {
    for (const odd of [null, Number.NaN, Number.POSITIVE_INFINITY, [1], { missing: 'lost' }, { value: 1 }]) {
      expect(v.is(answerValue, odd)).toBe(false);
    }
  });

  it('know values from what is missing', () => {
    expect([0, false, 'x', ['x']].every((one) => hasValue(one))).toBe(true);
    expect(['', ' ', [], { missing: 'neverUsed' } as const, undefined].some((one) => hasValue(one))).toBe(
      false,
    );
  });

  it('come back whole from a response document, with texts apart', () => {
    const given: Answers = {
      overall: { missing: 'neverUsed' },
      visit: 'first',
      parts: ['first'],
      again: false,
      note: 'my name is Nino',
    };
    const stored = storeAnswers(given, (name) => name === 'note');
    expect(stored).toEqual({
      answers: { visit: 'first', parts: ['first'], again: false },
      missing: { overall: 'neverUsed' },
      texts: { note: 'my name is Nino' },
    });
    expect(restoreAnswers(stored)).toEqual(given);
    expect(restoreAnswers({ answers: stored.answers, missing: stored.missing })).not.toHaveProperty('note');
  });
});

describe('scores', () => {
  const [overall, visit] = elementsOf(definition);
  if (overall === undefined || visit === undefined) throw new Error('the survey has questions');

  it('are whole numbers on the scale, and nothing that is missing', () => {
    expect(scoreOf(overall, { overall: 4 })).toBe(4);
    for (const given of [
      {},
      { overall: 6 },
      { overall: 0 },
      { overall: { missing: 'neverUsed' } },
    ] satisfies Answers[]) {
      expect(scoreOf(overall, given)).toBeNull();
      expect(isSatisfied(overall, given)).toBeNull();
    }
    expect(scoreOf(visit, { visit: 'first' })).toBeNull();
  });

  it('are satisfied from the top of the scale on', () => {
    expect([1, 3, 4, 5].map((score) => isSatisfied(overall, { overall: score }))).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });
});
