import { expect, it } from 'vitest';
import { withHint } from './compile-hint.ts';

const CODE = 'const answer = () => 42;';
const HINTED = `//# allFunctionsCalledOnLoad\n${CODE}`;

it('is at the head of the files that every start runs, once', () => {
  for (const name of ['vendor', 'begin', 'start', 'person']) expect(withHint(name, CODE)).toBe(HINTED);
  expect(withHint('vendor', HINTED)).toBe(HINTED);
});

it('is in no file of which a start needs little or nothing', () => {
  for (const name of ['case-page', 'worker', 'main']) expect(withHint(name, CODE)).toBe(CODE);
});
