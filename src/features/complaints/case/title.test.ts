import { expect, it } from 'vitest';
import { titleOf } from './title.ts';

it.each([
  ['The boiler leaks. You were here on Sunday.', 'The boiler leaks'],
  ['Why again? You were here.', 'Why again?'],
  ['Charged twice\nfor June', 'Charged twice'],
  ['السخان يسرّب مجددًا؟ كنتم هنا.', 'السخان يسرّب مجددًا؟'],
  ['Version 2.5 fails', 'Version 2.5 fails'],
])('%s begins with %s', (text, title) => {
  expect(titleOf(text)).toBe(title);
});

it('cuts a long sentence between words, and says that it goes on', () => {
  const title = titleOf('word '.repeat(40));
  expect(title).toMatch(/^(word )+word…$/);
  expect(title.length).toBeLessThanOrEqual(81);
});

it('never cuts a character in two', () => {
  expect(titleOf('😀'.repeat(60))).toMatch(/^(😀)+…$/u);
});
