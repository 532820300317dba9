import type { LanguagePack } from './namespaces.ts';

const ACCENTED: Readonly<Record<string, string>> = {
  a: 'á',
  b: 'ƀ',
  c: 'ç',
  d: 'ð',
  e: 'é',
  f: 'ƒ',
  g: 'ĝ',
  h: 'ĥ',
  i: 'í',
  j: 'ĵ',
  k: 'ķ',
  l: 'ļ',
  m: 'ɱ',
  n: 'ñ',
  o: 'ö',
  p: 'þ',
  q: 'ǫ',
  r: 'ŕ',
  s: 'š',
  t: 'ţ',
  u: 'û',
  v: 'ṽ',
  w: 'ŵ',
  x: 'ẋ',
  y: 'ý',
  z: 'ž',
  A: 'Á',
  B: 'Ɓ',
  C: 'Ç',
  D: 'Ð',
  E: 'É',
  F: 'Ƒ',
  G: 'Ĝ',
  H: 'Ĥ',
  I: 'Î',
  J: 'Ĵ',
  K: 'Ķ',
  L: 'Ļ',
  M: 'Ṁ',
  N: 'Ñ',
  O: 'Ö',
  P: 'Þ',
  Q: 'Ǫ',
  R: 'Ŕ',
  S: 'Š',
  T: 'Ţ',
  U: 'Û',
  V: 'Ṽ',
  W: 'Ŵ',
  X: 'Ẋ',
  Y: 'Ý',
  Z: 'Ž',
};
const GROWTH = 0.35;
/** What must stay as it is: placeholders, nested keys and tags. */
const KEEP = /(\{\{.*?\}\}|\$t\(.*?\)|<\/?[\w-]+\s*\/?>)/;

/** @returns the text with accents, a third longer, in brackets: what is cut off loses its closing bracket */
export function pseudoText(text: string): string {
  const parts = text.split(KEEP);
  const letters = parts.filter((_, index) => index % 2 === 0).join('').length;
  const accented = parts
    .map((part, index) =>
      index % 2 === 1 ? part : part.replace(/[a-z]/gi, (letter) => ACCENTED[letter] ?? letter),
    )
    .join('');
  // Words of five, for a single long word would overflow where no real text does.
  const padding = Array.from({ length: Math.ceil(letters * GROWTH) }, (_, at) =>
    at % 6 === 0 ? ' ' : '~',
  ).join('');
  return `[${accented}${padding}]`;
}

/** @returns the same tree with every text made pseudo */
export function pseudoPack(pack: LanguagePack): LanguagePack {
  const convert = (value: unknown): unknown => {
    if (typeof value === 'string') return pseudoText(value);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, convert(inner)]));
  };
  return Object.fromEntries(
    Object.entries(pack).map(([namespace, texts]) => [namespace, convert(texts) as Record<string, unknown>]),
  );
}
