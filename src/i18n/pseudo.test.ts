import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pseudoPack, pseudoText } from './pseudo.ts';

it('is in brackets, accented, and about a third longer', () => {
  const text = pseudoText('Saved on this phone');
  expect(text).toMatch(/^\[Šáṽéð öñ ţĥíš þĥöñé .*\]$/);
  expect(text.length).toBeGreaterThanOrEqual('Saved on this phone'.length * 1.35);
});

it('leaves placeholders and tags as they are', () => {
  expect(pseudoText('{{count}} of <strong>{{total}}</strong>')).toMatch(
    /^\[\{\{count\}\} öƒ <strong>\{\{total\}\}<\/strong>/,
  );
});

it('keeps every placeholder of any text', () => {
  const piece = fc.oneof(fc.string(), fc.constantFrom('{{count}}', '{{name}}', '<0>', '</0>'));
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = pieces.join('');
      const marks = (of: string) => of.match(/\{\{.*?\}\}|<\/?[\w-]+\s*\/?>/g) ?? [];
      expect(marks(pseudoText(text))).toEqual(marks(text));
    }),
  );
});

it('turns every text of a tree and keeps its keys', () => {
  expect(Object.keys(pseudoPack({ common: { a: { b: 'x' } }, ui: {} }))).toEqual(['common', 'ui']);
  expect(pseudoPack({ common: { a: { b: 'x' } } })).toEqual({ common: { a: { b: '[ẋ ]' } } });
});
