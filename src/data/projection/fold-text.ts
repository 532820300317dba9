/**
 * Text as search compares it: without case, accents and the ways of writing that people do not tell apart. The same
 * fold goes over what is searched and what is asked for, so that it only has to be the same, not right in every language.
 */
const same: Readonly<Record<string, string>> = {
  // Turkish dotless i: its capital is everybody else's I
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  þ: 'th',
  ς: 'σ',
  // Arabic: alef wasla, alef maksura, teh marbuta; the hamza forms come apart in normalisation
  ٱ: 'ا',
  ى: 'ي',
  ة: 'ه',
  // Persian and Urdu letters that an Arabic keyboard writes otherwise
  ی: 'ي',
  ې: 'ي',
  ک: 'ك',
  ە: 'ه',
  ہ: 'ه',
};
const replaced = new RegExp(`[${Object.keys(same).join('')}]`, 'gu');
/** Tatweel, joiners, direction marks, soft hyphen: written or not, the word is the same. */
const unseen = /[\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\u00ad\ufeff]/gu;
const marks = /\p{M}+/gu;
const easternDigits = /[\u0660-\u0669\u06f0-\u06f9]/g;
const asciiOnly = /^[\x20-\x7e]*$/;

export function foldText(text: string): string {
  if (asciiOnly.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(marks, '')
    .toLowerCase()
    .replace(marks, '')
    .replace(unseen, '')
    .replace(replaced, (char) => same[char] ?? char)
    .replace(easternDigits, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));
}

/** Digits of a telephone number, whatever the script, without what separates them. */
export const digitsOf = (text: string): string => foldText(text).replace(/[^0-9]/g, '');
