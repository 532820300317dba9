import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AnswerValue } from '../../domain/survey/answers.ts';
import type { Survey } from '../../domain/survey/definition.ts';
import { validateAnswers } from '../../domain/survey/validation.ts';
import { restoreAnswers } from '../../domain/survey/answers.ts';
import {
  answerRun,
  backRun,
  beginRun,
  draftOf,
  isStale,
  progressOf,
  responseOf,
  runOf,
  saysSomething,
} from './run.ts';
import type { Run } from './run.ts';

const text = (words: string) => ({ default: words });
const definition: Survey = {
  id: 'visit',
  version: 1,
  title: text('Visit'),
  languages: ['en'],
  pages: [
    {
      elements: [
        {
          type: 'rating',
          name: 'overall',
          title: text('Overall?'),
          role: 'satisfaction',
          isRequired: true,
          rateMin: 1,
          rateMax: 5,
          scale: { min: 1, max: 5, satisfiedFrom: 4 },
        },
        { type: 'comment', name: 'why', title: text('Why?'), visibleIf: '{overall} <= 2' },
        { type: 'rating', name: 'recommend', title: text('Recommend?'), rateMin: 0, rateMax: 10 },
        { type: 'boolean', name: 'again', title: text('Again?'), neverUsed: true },
      ],
    },
  ],
};
const begin = (): Run =>
  beginRun(definition, { id: 'a', survey: 'survey:visit:1', language: 'en', started: 1000 });
const say = (run: Run, ...values: AnswerValue[]): Run =>
  values.reduce<Run>((at, value, step) => answerRun(definition, at, value, 1001 + step), run);

test('the next question follows the answers, and the last answer ends the run', () => {
  expect(begin().at).toBe('overall');
  expect(say(begin(), 1).at).toBe('why');
  expect(say(begin(), 4).at).toBe('recommend');
  expect(say(begin(), 4, 10, true).at).toBeNull();
  expect(progressOf(definition, say(begin(), 4))).toMatchObject({ position: 2, total: 3 });
});

test('after a step back the next question comes again, with what was said there', () => {
  const back = backRun(definition, say(begin(), 4, 9), 2000);
  expect(back.at).toBe('recommend');
  expect(back.answers['recommend']).toBe(9);
  const first = backRun(definition, back, 2001);
  expect(first.at).toBe('overall');
  expect(backRun(definition, first, 2002).at).toBe('overall');
  expect(answerRun(definition, first, 5, 2003).at).toBe('recommend');
});

test('what was said on a way not taken in the end is in no response', () => {
  const said = say(begin(), 1, 'The queue', { missing: 'notAnswered' });
  const back = [1, 2, 3].reduce<Run>((run) => backRun(definition, run, 2000), said);
  const changed = say(back, 5);
  expect(draftOf(definition, changed).texts).toEqual({ why: 'The queue' });
  expect(responseOf(definition, changed).texts).toEqual({});
});

test('a run of skipped questions alone says nothing', () => {
  expect(saysSomething(begin())).toBe(false);
  const skipped = { ...begin(), answers: { recommend: { missing: 'notAnswered' } as const } };
  expect(saysSomething(skipped)).toBe(false);
  expect(saysSomething(say(begin(), 3))).toBe(true);
});

const answerTo: Readonly<Record<string, fc.Arbitrary<AnswerValue>>> = {
  overall: fc.integer({ min: 1, max: 5 }),
  why: fc.oneof(fc.string({ maxLength: 40 }), fc.constant({ missing: 'notAnswered' } as const)),
  recommend: fc.oneof(fc.integer({ min: 0, max: 10 }), fc.constant({ missing: 'notAnswered' } as const)),
  again: fc.oneof(
    fc.boolean(),
    fc.constantFrom({ missing: 'neverUsed' } as const, { missing: 'notAnswered' } as const),
  ),
};

test('whatever is tapped, a reload goes on where it was, and what comes out is valid', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          back: fc.boolean(),
          overall: answerTo['overall'] ?? fc.constant(1),
          why: answerTo['why'] ?? fc.constant(''),
          recommend: answerTo['recommend'] ?? fc.constant(1),
          again: answerTo['again'] ?? fc.constant(true),
        }),
        { maxLength: 12 },
      ),
      (taps) => {
        let run = begin();
        for (const tap of taps) {
          if (run.at === null) break;
          run = tap.back
            ? backRun(definition, run, run.touched + 1)
            : answerRun(definition, run, tap[run.at as 'overall'], run.touched + 1);
          expect(runOf(JSON.parse(JSON.stringify(draftOf(definition, run))))).toEqual(run);
        }
        const given = restoreAnswers(responseOf(definition, run) as Parameters<typeof restoreAnswers>[0]);
        expect(validateAnswers(definition, given, run.at === null)).toEqual([]);
      },
    ),
  );
});

test('after a minute, or with a clock set back, a run is somebody else’s', () => {
  const run = { ...begin(), touched: 5000 };
  expect(isStale(run, 64_999)).toBe(false);
  expect(isStale(run, 65_000)).toBe(true);
  expect(isStale(run, 4000)).toBe(true);
});

test('what is no draft is no run', () => {
  for (const value of [
    null,
    1,
    {},
    { id: 'a', survey: 's' },
    { ...draftOf(definition, begin()), texts: undefined },
  ])
    expect(runOf(value)).toBeNull();
});
