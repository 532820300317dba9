import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldLogin, loginDocId } from './login.ts';

test.each([
  ['Ana', 'ana'],
  ['  ana ', 'ana'],
  ['ＡＮＡ', 'ana'],
  ['STRASSE', 'straße'],
  ['ISIK', 'ısık'],
  ['¨a', ' \u0308a'],
  ['İpek', 'ipek'],
  ['ẞ', 'ss'],
  ['İ\u0307', 'i'],
  ['ნინო', 'ნინო'],
  ['Ångström', 'A\u030angstro\u0308m'],
])('%s and %s are one login', (a, b) => {
  expect(loginDocId(a)).toBe(loginDocId(b));
});

test('folding twice is folding once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => foldLogin(foldLogin(text)) === foldLogin(text)),
    { numRuns: 2000 },
  );
});
