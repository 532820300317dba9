import type { Texts } from './texts.ts';

export const CATEGORIES = ['zero', 'one', 'two', 'few', 'many', 'other'] as const;
export type Category = (typeof CATEGORIES)[number];

const SUFFIX = new RegExp(`^(.*?)(_ordinal)?_(${CATEGORIES.join('|')})$`);

export interface PluralKey {
  readonly base: string;
  readonly ordinal: boolean;
  readonly category: Category;
}

/** @returns what i18next makes of a key's ending, undefined for a key without one */
export function pluralKey(key: string): PluralKey | undefined {
  const [, base, ordinal, category] = SUFFIX.exec(key) ?? [];
  const found = CATEGORIES.find((name) => name === category);
  return base === undefined || found === undefined
    ? undefined
    : { base, ordinal: ordinal !== undefined, category: found };
}

/** A key is plural in English when it has its `_other`: an ending alone may be a word (`answer_two`). */
export function pluralBases(english: Texts): ReadonlyMap<string, boolean> {
  const bases = new Map<string, boolean>();
  for (const key of english.keys()) {
    const plural = pluralKey(key);
    if (plural?.category === 'other') bases.set(plural.base, plural.ordinal);
  }
  return bases;
}

const rulesOf = (language: string, ordinal: boolean): Intl.PluralRules =>
  new Intl.PluralRules(language, { type: ordinal ? 'ordinal' : 'cardinal' });

/** @returns the categories that a language has */
export function categoriesOf(language: string, ordinal: boolean): readonly Category[] {
  const has = rulesOf(language, ordinal).resolvedOptions().pluralCategories;
  return CATEGORIES.filter((category) => has.includes(category));
}

/**
 * Whether a category stands for one whole number only, so that its text may leave the number out ("no", "one", "both").
 * Russian `one` is 1, 21, 31 …, French `one` is 0 and 1: those must say it.
 */
export function isSingle(language: string, ordinal: boolean, category: Category): boolean {
  const rules = rulesOf(language, ordinal);
  let count = 0;
  for (let number = 0; number <= 200; number += 1) if (rules.select(number) === category) count += 1;
  return count === 1;
}
