import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digitsOf, foldText } from './fold-text.ts';

describe('text that people write in two ways is found either way', () => {
  test.each([
    ['Kombi yine SU KAÇIRIYOR', 'kombi yine su kaciriyor'],
    ['İSTANBUL ısı', 'istanbul isi'],
    ['Größe', 'grosse'],
    ['Łódź Øre đavo', 'lodz ore davo'],
    ['Ειρήνη ΛΌΓΟΣ', 'ειρηνη λογοσ'],
    ['Ёлка и йод', 'елка и иод'],
    ['ᲥᲕᲐᲑᲘ', 'ქვაბი'],
    ['السّخّان يسرّب مجدّداً', 'السخان يسرب مجددا'],
    ['شكـــوى', 'شكوي'],
    ['أحمد إلى آخره', 'احمد الي اخره'],
    ['یک کتاب', 'يك كتاب'],
    ['نمی\u200cدانم', 'نميدانم'],
    ['٠٥٣٢ ۱۲۳', '0532 123'],
    ['ＡＢＣ１２３', 'abc123'],
    ['重複收費', '重複收費'],
  ])('%s', (one, other) => {
    expect(foldText(one)).toBe(foldText(other));
  });

  test('and folding twice is folding once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(foldText(foldText(text))).toBe(foldText(text));
      }),
    );
  });
});

test('a telephone number is its digits in any script', () => {
  expect(digitsOf('+90 (532) 123-45-67')).toBe('905321234567');
  expect(digitsOf('۰۹۱۲ ۳۴۵')).toBe('0912345');
});
