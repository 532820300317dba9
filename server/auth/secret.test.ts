import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TOKEN, newCode, newPassword, newToken, readCode, sameDigest } from './secret.ts';

test('a code is read however it is typed', () => {
  const typed = fc.tuple(fc.constantFrom('', ' ', '-', '–'), fc.boolean(), fc.boolean());
  fc.assert(
    fc.property(fc.array(typed, { minLength: 15, maxLength: 15 }), (habits) => {
      const code = newCode();
      const letters = code.replaceAll('-', '');
      const text = Array.from(letters, (letter, at) => {
        const [gap = '', lower = false, alike = false] = habits[at] ?? [];
        const seen = alike ? letter.replace('0', 'O').replace('1', 'I') : letter;
        return (lower ? seen.toLowerCase() : seen) + gap;
      });
      return readCode(text.join('')) === code;
    }),
  );
});

test('secrets have the entropy that they claim', () => {
  expect(newToken()).toMatch(TOKEN);
  expect(newCode()).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){2}[0-9A-HJKMNP-TV-Z]{5}$/);
  expect(newPassword()).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]{4}$/);
  expect(new Set(Array.from({ length: 1000 }, newCode)).size).toBe(1000);
});

test('digests of different length are different', () => {
  expect([sameDigest('a', 'ab'), sameDigest('a', 'b'), sameDigest('a', 'a')]).toEqual([false, false, true]);
});
