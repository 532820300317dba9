import { expect, test } from 'vitest';
import * as v from 'valibot';
import { setUp, signIn } from './contract/session.ts';
import { parse } from './schema.ts';

const problems = (schema: v.GenericSchema, input: unknown) => {
  const result = parse(schema, input);
  return result.ok ? [] : (result.fields ?? []).map(({ field, rule }) => `${field}:${rule}`);
};

test('every failure names the field and the rule', () => {
  expect(problems(signIn, { login: ' ', password: 3, more: 1 })).toEqual([
    'login:required',
    'password:type',
    'more:unknown',
  ]);
  expect(problems(signIn, {})).toEqual(['login:required', 'password:required']);
  expect(
    problems(setUp, { token: 't', organisation: 'o', name: 'n', login: 'l', password: 'short', demo: 'yes' }),
  ).toEqual(['password:password.short', 'demo:type']);
});

test('nested fields are dotted, and limits are handed to the text', () => {
  const schema = v.object({ calendar: v.object({ days: v.array(v.pipe(v.number(), v.maxValue(7))) }) });
  const result = parse(schema, { calendar: { days: [1, 9] } });
  expect(result).toMatchObject({
    fields: [{ field: 'calendar.days.1', rule: 'tooLarge', params: { limit: 7 } }],
  });
});

test.each([[null], [[]], ['text'], [0], [undefined]])('a body that is %j is refused as a whole', (input) => {
  expect(parse(signIn, input).ok).toBe(false);
});

test('hostile keys are never echoed in full, nor without end', () => {
  const input = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`k${i}`.padEnd(5000, 'x'), 1]));
  const result = parse(signIn, input);
  expect(JSON.stringify(result).length).toBeLessThan(40_000);
});
