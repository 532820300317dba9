import fc from 'fast-check';
import { ConditionRunner } from 'survey-core';
import { describe, expect, it } from 'vitest';
import type { AnswerValue } from './answers.ts';
import { holds } from './evaluate.ts';
import { type Expression, type Literal, parseExpression, testsIn } from './expression.ts';

const answer = (values: Record<string, AnswerValue>) => (name: string) => values[name];

/** Whether the text holds for these answers, by our reading. */
function decide(text: string, values: Record<string, AnswerValue>): boolean {
  const parsed = parseExpression(text);
  if (!parsed.ok) throw new Error(`not read at ${parsed.at}: ${text}`);
  return holds(parsed.value, answer(values));
}

const codes = ['first', 'again', 'Other_1', '7', 'no-idea'];
const texts = ['good', 'Bad service', 'REFUND please', 'x'];
const values = fc.record(
  {
    rating: fc.nat({ max: 10 }),
    choice: fc.constantFrom(...codes),
    choices: fc.uniqueArray(fc.constantFrom(...codes)),
    yes: fc.boolean(),
    text: fc.constantFrom(...texts),
  },
  { requiredKeys: [] },
);

const oneOf = <T>(...all: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...all);
const equality = oneOf('=' as const, '!=' as const);
const comparison = (
  name: string,
  operator: fc.Arbitrary<Extract<Expression, { kind: 'comparison' }>['operator']>,
  literal: fc.Arbitrary<Literal>,
): fc.Arbitrary<Expression> =>
  fc.record({ kind: fc.constant('comparison'), name: fc.constant(name), operator, literal });
const membership = (name: string, literal: fc.Arbitrary<Literal>): fc.Arbitrary<Expression> =>
  fc.record({
    kind: fc.constant('membership'),
    name: fc.constant(name),
    operator: oneOf('anyof' as const, 'noneof' as const),
    literals: fc.array(literal, { minLength: 1, maxLength: 3 }),
  });
const score = fc.oneof(fc.integer({ min: -1, max: 11 }), fc.constant(4.5));
const code = oneOf(...codes, 'elsewhere', 'FIRST');

/** Expressions that fit the types of the questions, as a definition requires. */
const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({
      kind: oneOf('empty' as const, 'notempty' as const),
      name: oneOf('rating', 'choice', 'choices', 'yes', 'text'),
    }),
    comparison('rating', oneOf('=', '!=', '<', '<=', '>', '>='), score),
    membership('rating', score),
    comparison('choice', equality, code),
    membership('choice', code),
    comparison('choices', oneOf('contains', 'notcontains'), code),
    membership('choices', code),
    comparison('yes', equality, fc.boolean()),
    comparison('text', oneOf('=', '!=', 'contains', 'notcontains'), oneOf(...texts, 'refund', 'Service')),
    fc.record({
      kind: oneOf('or' as const, 'and' as const),
      left: tie('expression'),
      right: tie('expression'),
    }),
    fc.record({ kind: fc.constant('not' as const), inner: tie('expression') }),
  ),
}));

/** One of the ways to write an expression. */
function write(one: Expression, style: number): string {
  const literal = (value: Literal): string => {
    if (typeof value !== 'string') return String(value);
    return style % 2 === 0 ? `'${value}'` : `"${value}"`;
  };
  const spelling: Record<string, string> =
    style % 3 === 0
      ? { '=': '==', '!=': '<>', or: '||', and: '&&', not: 'negate ' }
      : { or: 'OR', and: 'and', not: '! ' };
  const spelled = (word: string): string => spelling[word] ?? word;
  switch (one.kind) {
    case 'or':
    case 'and':
      return `(${write(one.left, style)}) ${spelled(one.kind)} (${write(one.right, style)})`;
    case 'not':
      return `${spelled('not')}(${write(one.inner, style)})`;
    case 'empty':
    case 'notempty':
      return `{${one.name}} ${one.kind}`;
    case 'comparison':
      return `{${one.name}} ${spelled(one.operator)} ${literal(one.literal)}`;
    case 'membership':
      return `{${one.name}} ${one.operator} [${one.literals.map(literal).join(style % 5 === 0 ? ',' : ' , ')}]`;
  }
}

describe('parseExpression', () => {
  it('binds and tighter than or', () => {
    const text = "{a} = 1 or {b} = 'x' and {c} notempty";
    expect(parseExpression(text)).toEqual({
      ok: true,
      value: {
        kind: 'or',
        left: { kind: 'comparison', name: 'a', operator: '=', literal: 1 },
        right: {
          kind: 'and',
          left: { kind: 'comparison', name: 'b', operator: '=', literal: 'x' },
          right: { kind: 'notempty', name: 'c' },
        },
      },
    });
  });

  it.each([
    ['', 0],
    ['{a}', 3],
    ['{a} =', 5],
    ['{a} = x', 6],
    ['{a} = 1 and', 11],
    ['{a} = 1 {b} = 2', 8],
    ['({a} = 1', 8],
    ['{a} = 1)', 7],
    ['!{a} = 1', 1],
    ['not ({a} = 1)', 0],
    ['{ a } = 1', 0],
    ["{a} = ''", 6],
    ["{a} = 'it''s'", 10],
    ['{a} anyof []', 11],
    ["{a} anyof 'x'", 10],
    ['{a} ? 1', 4],
    ['{a.b} = 1', 0],
    ['1 = {a}', 0],
    ['iif({a} = 1, 2, 3) = 2', 0],
  ])('refuses %j and says where', (text, at) => {
    expect(parseExpression(text)).toEqual({ ok: false, code: 'survey.expression', at });
  });

  it('refuses what is nested without end, instead of exhausting the stack', () => {
    const deep = `${'('.repeat(1500)}{a} = 1${')'.repeat(1500)}`;
    expect(parseExpression(deep).ok).toBe(false);
    expect(parseExpression(`${'!'.repeat(3000)}({a} = 1)`).ok).toBe(false);
    expect(parseExpression(`{a} = '${'x'.repeat(5000)}'`)).toMatchObject({ ok: false, at: 4000 });
  });

  it('takes any text without throwing', () => {
    const piece = fc.oneof(
      fc.string(),
      oneOf('{a}', '=', "'x'", '(', ')', ' and ', ' or ', '!', '1', '[', ']', ',', 'anyof'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const parsed = parseExpression(pieces.join(''));
        if (!parsed.ok) expect(parsed.at).toBeLessThanOrEqual(pieces.join('').length);
        expect(parsed.ok || parsed.code === 'survey.expression').toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('reads what was written, in any spelling', () => {
    fc.assert(
      fc.property(expression, fc.nat({ max: 29 }), (one, style) => {
        expect(parseExpression(write(one, style))).toEqual({ ok: true, value: one });
      }),
    );
  });

  it('finds every question that is asked about', () => {
    const parsed = parseExpression("!({a} empty) and ({b} anyof ['x'] or {c} > 2)");
    expect(parsed.ok && testsIn(parsed.value).map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  });
});

describe('holds', () => {
  it('gives what survey-core gives', () => {
    fc.assert(
      fc.property(expression, values, fc.nat({ max: 29 }), (one, some, style) => {
        const text = write(one, style);
        const runner = new ConditionRunner(text);
        expect(runner.canRun()).toBe(true);
        expect(decide(text, some)).toBe(runner.runValues(some));
      }),
      { numRuns: 5000 },
    );
  });

  it('reads precedence as survey-core does, without parentheses', () => {
    const plain = fc.constantFrom('{rating} > 5', '{yes} = true', "{choice} = 'first'", '{text} empty');
    const joined = fc.tuple(
      plain,
      fc.array(fc.tuple(oneOf(' and ', ' or ', '&&', '||'), plain), { maxLength: 5 }),
    );
    fc.assert(
      fc.property(joined, values, ([head, tail], some) => {
        const text = head + tail.flat().join('');
        expect(decide(text, some)).toBe(new ConditionRunner(text).runValues(some));
      }),
      { numRuns: 1000 },
    );
  });

  it('takes both ways of having no answer for no answer, never for a score', () => {
    for (const missing of ['neverUsed', 'notAnswered'] as const) {
      expect(decide('{q} empty', { q: { missing } })).toBe(true);
      expect(decide('{q} <= 2', { q: { missing } })).toBe(false);
      expect(decide("{q} = 'neverUsed'", { q: { missing } })).toBe(false);
      expect(decide('{q} != 2', { q: { missing } })).toBe(true);
    }
  });

  it('does not convert between types', () => {
    expect(decide("{q} = '5'", { q: 5 })).toBe(false);
    expect(decide('{q} = 1', { q: true })).toBe(false);
    expect(decide('{q} > 3', { q: '5' })).toBe(false);
  });
});
