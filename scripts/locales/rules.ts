/** What a translation must keep to. Each rule is a pure function from texts to findings. */
import { CATEGORIES, categoriesOf, isSingle, pluralBases, pluralKey } from './plurals.ts';
import type { Finding, Texts } from './texts.ts';

const PLACEHOLDER = /\{\{\s*-?\s*([^},\s]+)[^}]*\}\}/g;
const TAG = /<\/?\s*([\w-]+)\s*\/?>/g;
const NESTED = /\$t\(([^)]*)\)/g;

function marksOf(text: string): { placeholders: string[]; tags: string[] } {
  const placeholders = [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
  const nested = [...text.matchAll(NESTED)].map(([whole]) => whole);
  return {
    placeholders: [...new Set([...placeholders, ...nested])].toSorted(),
    tags: [...text.matchAll(TAG)].map(([whole]) => whole.replace(/\s/g, '')).toSorted(),
  };
}

const same = (one: readonly string[], other: readonly string[]): boolean =>
  one.join('\n') === other.join('\n');

/** The keys that a language must have: English's own, plurals in the language's categories. */
export function expectedKeys(english: Texts, language: string): ReadonlyMap<string, string> {
  const plurals = pluralBases(english);
  const expected = new Map<string, string>();
  for (const key of english.keys()) {
    const plural = pluralKey(key);
    if (plural === undefined || !plurals.has(plural.base)) expected.set(key, key);
  }
  for (const [base, ordinal] of plurals) {
    const stem = ordinal ? `${base}_ordinal` : base;
    for (const category of categoriesOf(language, ordinal))
      expected.set(`${stem}_${category}`, `${stem}_other`);
  }
  return expected;
}

/** `missing`, `plural` (a category of the language is missing) and `extra` (a key that English or the language lacks). */
export function checkKeys(english: Texts, texts: Texts, language: string): Finding[] {
  const expected = expectedKeys(english, language);
  const findings: Finding[] = [];
  for (const [key, source] of expected) {
    if (texts.has(key)) continue;
    const anyForm = CATEGORIES.some((category) => texts.has(key.replace(/_[a-z]+$/, `_${category}`)));
    const rule =
      key !== source || pluralKey(key)?.category === 'other' ? (anyForm ? 'plural' : 'missing') : 'missing';
    findings.push({
      language,
      key,
      rule,
      detail: rule === 'plural' ? 'this language needs this form' : 'not translated',
    });
  }
  for (const key of texts.keys()) {
    const plural = pluralKey(key);
    // i18next takes `_zero` in every language, for a text of its own when there is nothing.
    const free = plural?.category === 'zero' && !plural.ordinal && expected.has(`${plural.base}_other`);
    if (!expected.has(key) && !free)
      findings.push({
        language,
        key,
        rule: 'extra',
        detail: 'English has no such key, or the language no such form',
      });
  }
  return findings;
}

/** `placeholders` and `tags` must be those of English; a form for one number only may leave `count` out. */
export function checkMarks(english: Texts, texts: Texts, language: string): Finding[] {
  const findings: Finding[] = [];
  const sources = expectedKeys(english, language);
  for (const [key, text] of texts) {
    const plural = pluralKey(key);
    const source = english.get(sources.get(key) ?? (plural ? `${plural.base}_other` : key));
    if (source === undefined) continue;
    const [wanted, found] = [marksOf(source), marksOf(text)];
    const countMayGo =
      plural !== undefined &&
      (plural.category === 'zero' || isSingle(language, plural.ordinal, plural.category));
    const without = (names: readonly string[]): readonly string[] =>
      countMayGo ? names.filter((name) => name !== 'count') : names;
    if (!same(without(wanted.placeholders), without(found.placeholders))) {
      const detail = `English has ${wanted.placeholders.join(', ') || 'none'}, this has ${found.placeholders.join(', ') || 'none'}`;
      findings.push({ language, key, rule: 'placeholders', detail });
    }
    if (!same(wanted.tags, found.tags)) {
      const detail = `English has ${wanted.tags.join(' ') || 'none'}, this has ${found.tags.join(' ') || 'none'}`;
      findings.push({ language, key, rule: 'tags', detail });
    }
  }
  return findings;
}

/** Names and symbols that are the same in every language. */
const NAMES = /\b(Redress|NPS|ISO|QR|PIN|CSV|XLSX|PDF|JSON|URL|SMS|n|p′|MB|kB|GB)\b/g;

/** `untranslated`: the same as English, though it has words to translate. */
export function checkTranslated(
  english: Texts,
  texts: Texts,
  language: string,
  allowed: ReadonlySet<string>,
): Finding[] {
  const findings: Finding[] = [];
  for (const [key, text] of texts) {
    const words = text.replace(PLACEHOLDER, '').replace(TAG, '').replace(NESTED, '').replace(NAMES, '');
    if (english.get(key) !== text || allowed.has(key) || !/\p{L}/u.test(words)) continue;
    findings.push({ language, key, rule: 'untranslated', detail: `“${text}” is English` });
  }
  return findings;
}

const FORM: readonly (readonly [rule: string, wrong: RegExp, detail: string])[] = [
  ['empty', /^\s*$/, 'no text'],
  ['spaces', /^\s|\s$/, 'a space at the beginning or end: texts are never glued'],
  ['double-space', /\S[ \u00a0]{2,}\S/, 'two spaces in a row'],
  ['dots', /\.\.\./, 'three dots instead of …'],
  ['quotes', /"/, 'a straight quotation mark instead of the language’s own'],
];

/** French puts a no-break space before these; a plain one lets the mark fall to the next line. */
const FRENCH = /[^\u00a0\u202f\s?!]([?!;»]|:(?!\/\/))|[ \t]([:?!;»])|«(?![\u00a0\u202f])/u;
/** Latin marks in Chinese text, where full-width ones belong. */
const CHINESE = /\p{Script=Han}[,;:?!](?!\d)/u;
const ARABIC = /\p{Script=Arabic}[,;?]/u;

const LOCAL: Readonly<Record<string, readonly [wrong: RegExp, detail: string]>> = {
  fr: [FRENCH, 'no-break space before : ; ? ! » and after «'],
  'zh-TW': [CHINESE, 'full-width ，；：？！ after a Chinese character'],
  ar: [ARABIC, 'Arabic ، ؛ ؟'],
  fa: [ARABIC, 'Arabic ، ؛ ؟'],
  sr: [
    /\p{Script=Latin}\p{Script=Cyrillic}|\p{Script=Cyrillic}\p{Script=Latin}/u,
    'Latin and Cyrillic letters in one word',
  ],
  ru: [
    /\p{Script=Latin}\p{Script=Cyrillic}|\p{Script=Cyrillic}\p{Script=Latin}/u,
    'Latin and Cyrillic letters in one word',
  ],
  el: [
    /\p{Script=Latin}\p{Script=Greek}|\p{Script=Greek}\p{Script=Latin}/u,
    'Latin and Greek letters in one word',
  ],
};

/** How a text is written: spaces, dots, quotation marks, and each language's own `punctuation`. */
export function checkForm(texts: Texts, language: string): Finding[] {
  const findings: Finding[] = [];
  const [local, localDetail] = LOCAL[language] ?? [];
  for (const [key, text] of texts) {
    for (const [rule, wrong, detail] of FORM)
      if (wrong.test(text)) findings.push({ language, key, rule, detail });
    const plain = text.replace(PLACEHOLDER, '0').replace(TAG, '');
    if (local?.test(plain) === true)
      findings.push({ language, key, rule: 'punctuation', detail: localDetail ?? '' });
  }
  return findings;
}
