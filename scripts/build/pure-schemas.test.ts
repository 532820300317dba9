import { expect, it } from 'vitest';
import { withPureSchemas } from './pure-schemas.ts';

it('marks what makes a schema, within others too', () => {
  expect(withPureSchemas("export const id = v.pipe(v.string(), v.regex(/a/, 'id'));")).toBe(
    "export const id = /*#__PURE__*/ v.pipe(/*#__PURE__*/ v.string(), /*#__PURE__*/ v.regex(/a/, 'id'));",
  );
});

it('leaves alone what checks a value, and what only looks like it', () => {
  const code = 'v.parse(schema, input); v.is(schema, input); env.string(); v.pipeline(); v.stringify();';
  expect(withPureSchemas(code)).toBe(code);
});
