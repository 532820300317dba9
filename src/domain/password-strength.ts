/**
 * How well a password would stand up to guessing. A rough measure, on purpose on the cautious side: what is repeated,
 * counted up, typed along the keyboard, well known or about the person themselves adds next to nothing, and letters
 * count as in words (2.6 bits each, after Shannon 1951) unless digits and signs are mixed in.
 */

/** As the server asks for it: characters. */
export const MIN_PASSWORD = 12;

export const passwordStrengths = ['short', 'weak', 'fair', 'good', 'strong'] as const;
export type PasswordStrength = (typeof passwordStrengths)[number];

const WELL_KNOWN = [
  'password',
  'passwort',
  'parola',
  'qwertz',
  'qwerty',
  'azerty',
  'admin',
  'administrator',
  'welcome',
  'letmein',
  'iloveyou',
  'complaint',
  'complaints',
  'redress',
  'secret',
  'summer',
  'winter',
  'monkey',
  'dragon',
  'football',
];
const ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'qwertzuiop', 'azertyuiop', '1234567890'];

const BITS_IN_WORDS = 2.6;
/** Upper ends of weak, fair and good, in bits. */
const STEPS = [30, 45, 65] as const;

/** A known word is one choice among few: it counts as one character, written as one that nobody types. */
function withoutKnown(password: string, own: readonly string[]): string {
  return [...own, ...WELL_KNOWN]
    .map((word) => word.toLowerCase())
    .filter((word) => word.length > 2)
    .toSorted((a, b) => b.length - a.length)
    .reduce((text, word) => text.replaceAll(word, '\u0001'), password.toLowerCase());
}

function alongKeyboard(before: string, now: string): boolean {
  return ROWS.some((row) => row.includes(before + now) || row.includes(now + before));
}

const kindOf = (letter: string): 'letter' | 'digit' | 'sign' =>
  /\p{L}/u.test(letter) ? 'letter' : /\p{N}/u.test(letter) ? 'digit' : 'sign';

/** How many different characters of its kind there are to choose from. */
const CHOICES = { letter: 26, digit: 10, sign: 33 } as const;

function bitsOf(text: string, hasBothCases: boolean): number {
  const letters = Array.from(text);
  let counted = 0;
  let changes = 0;
  letters.forEach((letter, at) => {
    const before = letters[at - 1];
    if (before === undefined) {
      counted += 1;
      return;
    }
    const step = (letter.codePointAt(0) ?? 0) - (before.codePointAt(0) ?? 0);
    counted += Math.abs(step) <= 1 || alongKeyboard(before, letter) ? 0.2 : 1;
    if (kindOf(letter) !== kindOf(before)) changes += 1;
  });
  const kinds = new Set(letters.map(kindOf));
  const choices = [...kinds].reduce((sum, kind) => sum + CHOICES[kind], 0) + (hasBothCases ? 26 : 0);
  const mixed = Math.min(1, (2 * changes) / Math.max(1, letters.length - 1));
  const each = BITS_IN_WORDS + Math.max(0, Math.log2(Math.max(2, choices)) - BITS_IN_WORDS) * mixed;
  return each * Math.min(counted, 1.5 * new Set(letters).size);
}

/**
 * @param own words that others know of this person: name, login, organisation
 */
export function passwordStrength(password: string, own: readonly string[]): PasswordStrength {
  if (password.length < MIN_PASSWORD) return 'short';
  const words = own.flatMap((text) => [text, ...text.split(/[\s@._-]+/)]);
  const bothCases = password !== password.toLowerCase() && password !== password.toUpperCase();
  const bits = bitsOf(withoutKnown(password, words), bothCases);
  const [weak, fair, good] = STEPS;
  if (bits < weak) return 'weak';
  if (bits < fair) return 'fair';
  return bits < good ? 'good' : 'strong';
}
