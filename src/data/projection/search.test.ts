import { describe, expect, test } from 'vitest';
import { fold } from '../../domain/fold/fold.ts';
import { context, eventId, history } from '../../domain/testing/history.ts';
import { complaintText, matcher, partyText } from './search.ts';

const complaint = fold(history({ kind: 'note', data: {}, body: { text: 'Şofben değil, kombi' } }), context);
const text = {
  complaint: complaint === null ? '' : complaintText(complaint),
  party: partyText({
    [eventId(2)]: { salt: 'findmenot', name: 'Ayşe Yılmaz', phone: '+90 532 123 45 67' },
  }),
};

describe('a complaint is found by', () => {
  test.each([
    ['a word of what happened', 'boiler'],
    ['part of a word, in any case', 'OIL'],
    ['several words in any order', 'again boiler'],
    ['what was noted later', 'sofben'],
    ['its reference', 'N7K-0412-Q'],
    ['its reference without dashes', 'n7k0412q'],
    ['a name without its accents', 'yilmaz ayse'],
    ['a telephone number as it is written', '+90 532 123 45 67'],
    ['a telephone number with a zero for the country', '0532 1234567'],
    ['a telephone number in Persian digits', '۰۵۳۲ ۱۲۳۴۵۶۷'],
    ['the end of a telephone number', '4567'],
  ])('%s', (_by, query) => {
    expect(matcher(query)(text)).toBe(true);
  });
});

test.each([
  ['a word that is not there', 'kettle'],
  ['a word that is there with one that is not', 'boiler kettle'],
  ['another number', '0532 765 43 21'],
  ['three digits that a number happens to have', '999'],
  ['what is no text of anybody', 'findmenot'],
])('and not by %s', (_by, query) => {
  expect(matcher(query)(text)).toBe(false);
});
