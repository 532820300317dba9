/**
 * Codes made from names. The codes of regions and branches are Latin letters, digits, dots and hyphens, so other
 * alphabets are written in Latin: Cyrillic and Greek by sound (near ISO 9 and ELOT 743, without accents), Georgian as
 * its national system has it. A name in any other script gives a numbered code.
 */
const CYRILLIC: readonly (readonly [string, string])[] = pairs(
  'а a б b в v г g д d е e ё e ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х h ц c ч ch ш sh щ shch ъ  ы y ь  э e ю yu я ya ђ dj ј j љ lj њ nj ћ c џ dz',
);
const GREEK = pairs(
  'α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o',
);
const GEORGIAN = pairs(
  'ა a ბ b გ g დ d ე e ვ v ზ z თ t ი i კ k ლ l მ m ნ n ო o პ p ჟ zh რ r ს s ტ t უ u ფ p ქ k ღ gh ყ q შ sh ჩ ch ც ts ძ dz წ ts ჭ ch ხ kh ჯ j ჰ h',
);
const LATIN = pairs('ı i ß ss ø o ł l đ d ð d þ th æ ae œ oe ə e');

function pairs(table: string): (readonly [string, string])[] {
  const words = table.split(' ');
  return words.flatMap((word, at) => (at % 2 === 0 ? [[word, words[at + 1] ?? ''] as const] : []));
}

const LETTERS: ReadonlyMap<string, string> = new Map([...CYRILLIC, ...GREEK, ...GEORGIAN, ...LATIN]);
const MAX_CODE = 40;

/** @returns lower case Latin letters, digits and single hyphens; '' when nothing of the name can be written so */
export function slugOf(name: string): string {
  const marks = name.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '');
  const latin = Array.from(marks, (letter) => LETTERS.get(letter) ?? letter).join('');
  return latin
    .replace(/['’ʼ]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_CODE)
    .replace(/^-+|-+$/g, '');
}

/**
 * @param kind begins the code of a name that can't be written in Latin: `region-3`
 * @returns a code that isn't taken; upper and lower case are the same here
 */
export function freeCode(name: string, kind: string, taken: ReadonlySet<string>): string {
  const used = new Set([...taken].map((code) => code.toLowerCase()));
  const slug = slugOf(name);
  if (slug !== '' && !used.has(slug)) return slug;
  const stem = slug === '' ? kind : slug;
  for (let number = slug === '' ? 1 : 2; ; number += 1) {
    const code = `${stem}-${number}`;
    if (!used.has(code)) return code;
  }
}
