import fc from 'fast-check';
import { Model } from 'survey-core';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { AnswerValue, Answers } from './answers.ts';
import { type Survey, elementsOf, survey } from './definition.ts';
import { completeness, nextElement, visibleAnswers, visibleElements } from './logic.ts';
import { validateAnswers } from './validation.ts';

const text = { default: 'x' };
const choices = ['first', 'again', 'other'].map((value) => ({ value, text }));
const types = ['rating', 'radiogroup', 'checkbox', 'boolean', 'comment'] as const;
type Type = (typeof types)[number];

const parts: Record<Type, object> = {
  rating: { rateMin: 1, rateMax: 5 },
  radiogroup: { choices },
  checkbox: { choices },
  boolean: {},
  comment: {},
};
const conditions: Record<Type, readonly string[]> = {
  rating: ['<= 2', '> 3', '= 5', '!= 1', 'empty', 'anyof [1, 5]'],
  radiogroup: ["= 'first'", "!= 'again'", "anyof ['first', 'other']", 'notempty'],
  checkbox: ["contains 'first'", "notcontains 'again'", "noneof ['first', 'other']", 'empty'],
  boolean: ['= true', '= false', '!= true', 'notempty'],
  comment: ["contains 'bad'", 'empty', "= 'good'"],
};
const answers: Record<Type, readonly AnswerValue[]> = {
  rating: [1, 2, 3, 4, 5],
  radiogroup: ['first', 'again', 'other'],
  checkbox: [['first'], ['again', 'other'], ['first', 'other']],
  boolean: [true, false],
  comment: ['good', 'Bad luck'],
};

interface Plan {
  type: Type;
  isRequired: boolean;
  conditions: number[];
  negated: boolean;
  joined: 'and' | 'or';
}
const plans = fc.array(
  fc.record<Plan>({
    type: fc.constantFrom(...types),
    isRequired: fc.boolean(),
    conditions: fc.array(fc.nat(), { maxLength: 2 }),
    negated: fc.boolean(),
    joined: fc.constantFrom('and', 'or'),
  }),
  { minLength: 1, maxLength: 8 },
);

/** A survey whose conditions ask about questions that come before. */
function build(plan: readonly Plan[]): Survey {
  const elements = plan.map(({ type, isRequired, conditions: picks, negated, joined }, index) => {
    const tests = picks.flatMap((pick) => {
      const before = plan[index === 0 ? -1 : pick % index];
      const test =
        before === undefined ? undefined : conditions[before.type][pick % conditions[before.type].length];
      return test === undefined ? [] : [`{q${pick % index}} ${test}`];
    });
    const visibleIf = negated ? `!(${tests.join(` ${joined} `)})` : tests.join(` ${joined} `);
    const condition = tests.length === 0 ? {} : { visibleIf };
    return { type, name: `q${index}`, title: text, isRequired, ...parts[type], ...condition };
  });
  return v.parse(survey, { id: 's', version: 1, title: text, languages: ['en'], pages: [{ elements }] });
}

const steps = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.boolean()), { maxLength: 24 });

describe('against survey-core, which forgets what is hidden', () => {
  it('asks the same questions whatever is answered, changed and taken back, in any order', () => {
    fc.assert(
      fc.property(plans, steps, (plan, taps) => {
        const definition = build(plan);
        const oracle = new Model({ ...definition, clearInvisibleValues: 'onHidden' });
        let given: Answers = {};
        for (const [which, what, takeBack] of taps) {
          const visible = visibleElements(definition, given);
          expect(visible.map(({ name }) => name)).toEqual(
            oracle.getAllQuestions().flatMap((question) => (question.isVisible ? [question.name] : [])),
          );
          const element = visible[which % Math.max(1, visible.length)];
          if (element === undefined) return;
          const value = answers[element.type][what % answers[element.type].length];
          const { [element.name]: _, ...rest } = given;
          if (takeBack || value === undefined) {
            oracle.clearValue(element.name);
            given = visibleAnswers(definition, rest);
          } else {
            oracle.setValue(element.name, value);
            given = visibleAnswers(definition, { ...rest, [element.name]: value });
          }
          expect(given).toEqual(oracle.data);
          expect(completeness(definition, given).complete).toBe(oracle.validate(false));
        }
      }),
      { numRuns: 120 },
    );
  });
});

describe('nextElement', () => {
  it('walks through every visible question once and ends with a valid response', () => {
    fc.assert(
      fc.property(plans, fc.array(fc.nat(), { minLength: 8, maxLength: 8 }), (plan, picks) => {
        const definition = build(plan);
        const asked: string[] = [];
        let given: Answers = {};
        for (
          let element = nextElement(definition, given);
          element !== null;
          element = nextElement(definition, given)
        ) {
          const pool = answers[element.type];
          const value = pool[(picks[asked.length] ?? 0) % pool.length] ?? { missing: 'notAnswered' };
          asked.push(element.name);
          given = { ...given, [element.name]: value };
        }
        expect(new Set(asked).size).toBe(asked.length);
        expect(asked).toEqual(visibleElements(definition, given).map(({ name }) => name));
        expect(validateAnswers(definition, given)).toEqual([]);
        expect(completeness(definition, given)).toEqual({
          visible: asked.length,
          answered: asked.length,
          requiredLeft: [],
          complete: true,
        });
      }),
    );
  });

  const definition = v.parse(survey, {
    id: 's',
    version: 1,
    title: text,
    languages: ['en'],
    pages: [
      {
        elements: [
          {
            type: 'rating',
            name: 'overall',
            title: text,
            rateMin: 1,
            rateMax: 5,
            isRequired: true,
            neverUsed: true,
          },
          { type: 'comment', name: 'why', title: text, visibleIf: '{overall} <= 2' },
        ],
      },
      {
        visibleIf: '{why} notempty',
        elements: [{ type: 'boolean', name: 'call', title: text }],
      },
    ],
  });

  it('passes over what may be passed over, and asks what is required again', () => {
    expect(nextElement(definition, {})?.name).toBe('overall');
    expect(nextElement(definition, { overall: { missing: 'notAnswered' } })?.name).toBe('overall');
    expect(nextElement(definition, { overall: { missing: 'neverUsed' } })).toBeNull();
    expect(nextElement(definition, { overall: 1 })?.name).toBe('why');
    expect(nextElement(definition, { overall: 1, why: { missing: 'notAnswered' } })).toBeNull();
    expect(nextElement(definition, { overall: 1, why: 'cold' })?.name).toBe('call');
  });

  it('counts nothing that hides behind a changed answer', () => {
    const before = { overall: 1, why: 'cold', call: true };
    expect(visibleElements(definition, before).map(({ name }) => name)).toEqual(['overall', 'why', 'call']);
    const changed = { ...before, overall: 5 };
    expect(visibleElements(definition, changed).map(({ name }) => name)).toEqual(['overall']);
    expect(visibleAnswers(definition, changed)).toEqual({ overall: 5 });
    expect(completeness(definition, changed)).toEqual({
      visible: 1,
      answered: 1,
      requiredLeft: [],
      complete: true,
    });
  });

  it('takes nothing inherited for an answer', () => {
    const odd = v.parse(survey, {
      ...definition,
      pages: [{ elements: [{ type: 'comment', name: 'toString', title: text }] }],
    });
    expect(elementsOf(odd).length).toBe(1);
    expect(nextElement(odd, {})?.name).toBe('toString');
  });
});
