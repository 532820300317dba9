import { expect, test } from 'vitest';
import { contentSecurityPolicy } from './csp.ts';

test('nothing is unsafe and nobody else is let in', () => {
  const sources = Object.values(contentSecurityPolicy.directives).flat();
  expect(sources.filter((source) => /unsafe|https?:|\*/.test(source))).toEqual([]);
});
