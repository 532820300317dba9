/**
 * References of complaints: `N7K-0412-Q`. Made offline, unique without asking anyone, read over the phone, and a typing
 * error is caught.
 *
 *     reference = device "-" counter "-" check
 *     device    = { digit 1 to 9 } letter character character     (at least one of the characters a digit)
 *     counter   = 4 characters, more when a device has made more than these can number
 *     check     = 1 character
 *
 * **Alphabet**: 30 characters, `0123456789ACDEFGHJKMNPQRTUVWXY`, in this order of value 0 to 29. Of each pair that looks
 * alike only the digit is in it: not B (8), I and L (1), O (0), S (5), Z (2). Whoever types the letter is understood.
 *
 * **Check character**: the pure system MOD 31,3 in the manner of ISO 7064. With aᵢ the value of the i-th character from
 * the right, the check character being a₁:
 *
 *     Σ aᵢ · 3^(i−1) ≡ 1 (mod 31)
 *
 * A pure system needs a prime modulus, and one not below the number of characters or two of them would be the same to
 * it: 29 is too small, 31 is the next. 3 is the smallest primitive root of 31 (2 is none: 2⁵ ≡ 1). So every single wrong
 * character is caught (the difference is at most 29), every swap of two neighbours (the difference is multiplied by
 * 3 − 1), every swap of any two characters up to 29 places apart (3^k ≢ 1 for k < 30), and every pair of twins
 * (3 + 1 ≢ 0). Of other errors, 30 in 31.
 *
 * **No 31st character**: the system of 30 characters would need one more for a check value of 30, as MOD 11-2 needs X.
 * Nobody has to read out a star: with all but the last character of the counter given, the 30 possible last ones lead
 * to 30 different check values, so at most one of them to 30. The last character therefore has 29 places, numbered
 * around the one that is left out (or around the last when none is), and every reference issued ends in one of the 30.
 *
 * **Counter**: permuted within its length, by eight Feistel rounds over Z_a × Z_b keyed by the device's code and, if
 * given, a key that only the device and the server know. Without a key it keeps volumes from whoever compares two
 * receipts, not from whoever reads this file. Four characters number 29·30³ = 783,000 complaints, five 23,490,000 more.
 */
import * as v from 'valibot';

const ALPHABET = '0123456789ACDEFGHJKMNPQRTUVWXY';
const LETTERS = ALPHABET.slice(10);
const BASE = 30;
const MODULUS = 31;
const RADIX = 3;
/** Last characters of a counter that lead to a check character. */
const LAST_PLACES = 29;
const SHORTEST_COUNTER = 4;
/** Up to here every number stays exact: 29·30⁹ is below 2⁵³. Nobody makes as many complaints. */
const LONGEST_COUNTER = 10;
const ROUNDS = 8;

const DEVICE = /^[1-9]*[ACDEFGHJKMNPQRTUVWXY][0-9ACDEFGHJKMNPQRTUVWXY]{2}/;
const LOOK_ALIKES: ReadonlyMap<string, string> = new Map([
  ['B', '8'],
  ['I', '1'],
  ['L', '1'],
  ['O', '0'],
  ['S', '5'],
  ['Z', '2'],
]);

/** A reference as it is printed, dashes included; its check character is right. */
export type Reference = string & v.Brand<'Reference'>;

export const reference = v.custom<Reference>((input) => {
  if (typeof input !== 'string') return false;
  const parsed = parseReference(input);
  return parsed.ok && parsed.value.reference === input;
}, 'reference.format');

/** A code that `deviceCodeAt` hands out. */
export type DeviceCode = string & v.Brand<'DeviceCode'>;

export const deviceCode = v.custom<DeviceCode>(
  (input) => typeof input === 'string' && DEVICE.exec(input)?.[0] === input && /\d/.test(input.slice(-2)),
  'reference.device',
);

export type ParsedReference =
  | { readonly ok: true; readonly value: { readonly reference: Reference; readonly device: DeviceCode } }
  | { readonly ok: false; readonly code: 'reference.format' | 'reference.check' };

/**
 * The reference of a device's complaint.
 *
 * @param device its code
 * @param counter how many references the device made before this one: never the same twice
 * @param key never changes for a device code, or a reference may come twice
 * @throws RangeError when the counter is no whole number from 0 or beyond ten characters: a bug of the caller
 */
export function formatReference(device: DeviceCode, counter: number, key: string = ''): Reference {
  if (!Number.isSafeInteger(counter) || counter < 0) throw new RangeError(`not a counter: ${counter}`);
  let length = SHORTEST_COUNTER;
  let within = counter;
  while (within >= capacity(length)) {
    within -= capacity(length);
    length += 1;
    if (length > LONGEST_COUNTER) throw new RangeError(`no reference for so high a counter: ${counter}`);
  }
  const permuted = permute(within, length, `${device}:${key}`);
  const head = device + digits(Math.floor(permuted / LAST_PLACES), length - 1);
  const skipped = lastWithoutCheck(head);
  const place = permuted % LAST_PLACES;
  const middle = head.slice(device.length) + characterOf(place < skipped ? place : place + 1);
  const check = characterOf(checkValue(device + middle));
  return `${device}-${middle}-${check}` as Reference;
}

/**
 * Reads a reference as people type it: lower case, without or with other dashes, blanks anywhere, look-alike letters,
 * Arabic, Persian and full-width digits.
 *
 * @returns `reference.format` when it can't be one, `reference.check` when a character is wrong
 */
export function parseReference(text: string): ParsedReference {
  const typed = normalised(text);
  const device = DEVICE.exec(typed)?.[0];
  if (device === undefined || !v.is(deviceCode, device) || !/^[0-9ACDEFGHJKMNPQRTUVWXY]+$/.test(typed)) {
    return { ok: false, code: 'reference.format' };
  }
  const counterLength = typed.length - device.length - 1;
  if (counterLength < SHORTEST_COUNTER || counterLength > LONGEST_COUNTER)
    return { ok: false, code: 'reference.format' };
  if (weightedSum(typed) !== 1) return { ok: false, code: 'reference.check' };
  const written = `${device}-${typed.slice(device.length, -1)}-${typed.slice(-1)}`;
  return { ok: true, value: { reference: written as Reference, device } };
}

/**
 * The n-th device code: no two n give the same, and no code is the beginning of another, so that a reference without
 * dashes is read in one way. The first 10,000 have three characters; then digits come in front. Codes that follow each
 * other look different, and none spells a word, since there is a digit among its last two characters.
 *
 * @param n whole number from 0, the number of codes handed out before
 * @throws RangeError when n is none: a bug of the caller
 */
export function deviceCodeAt(n: number): DeviceCode {
  if (!Number.isSafeInteger(n) || n < 0) throw new RangeError(`not a number of codes: ${n}`);
  // Any factor that shares no divisor with 10,000 reaches every code once.
  const within = ((n % BLOCK) * 6_173 + 4_211) % BLOCK;
  const letter = LETTERS.charAt(Math.floor(within / TAILS.length));
  return `${prefix(Math.floor(n / BLOCK))}${letter}${TAILS[within % TAILS.length] ?? ''}` as DeviceCode;
}

/** The last two characters of a device code: all pairs with a digit, 900 − 20² = 500. */
const TAILS = Array.from({ length: BASE * BASE }, (_, index) => digits(index, 2)).filter((tail) =>
  /\d/.test(tail),
);
const BLOCK = LETTERS.length * TAILS.length;

/** '' for 0, then all texts of the digits 1 to 9, shorter ones first. */
function prefix(block: number): string {
  return block === 0 ? '' : prefix(Math.floor((block - 1) / 9)) + String(((block - 1) % 9) + 1);
}

function capacity(length: number): number {
  return LAST_PLACES * BASE ** (length - 1);
}

function characterOf(value: number): string {
  return ALPHABET.charAt(value);
}

function digits(value: number, length: number): string {
  let text = '';
  for (let rest = value; text.length < length; rest = Math.floor(rest / BASE))
    text = characterOf(rest % BASE) + text;
  return text;
}

/** Σ aᵢ · 3^(i−1) mod 31 over all characters, the last one having weight 1. */
function weightedSum(characters: string): number {
  let sum = 0;
  for (const character of characters) sum = (sum * RADIX + ALPHABET.indexOf(character)) % MODULUS;
  return sum;
}

/** The value, 0 to 30, that makes the sum 1 when it is appended. */
function checkValue(characters: string): number {
  return (1 + MODULUS - ((weightedSum(characters) * RADIX) % MODULUS)) % MODULUS;
}

/** The value of the one last character after which the check value would be 30; 29 when that one is no character. */
function lastWithoutCheck(head: string): number {
  for (let value = 0; value < LAST_PLACES; value += 1) {
    if (checkValue(head + characterOf(value)) === BASE) return value;
  }
  return LAST_PLACES;
}

/** A bijection of 0 to capacity − 1: eight rounds on a pair of numbers below a and b, a·b being the capacity. */
function permute(value: number, length: number, key: string): number {
  const half = Math.floor(length / 2);
  const a = BASE ** half;
  const b = LAST_PLACES * BASE ** (length - 1 - half);
  let left = value % a;
  let right = Math.floor(value / a);
  const seed = hash(2_166_136_261, key);
  for (let round = 0; round < ROUNDS; round += 1) {
    if (round % 2 === 0) left = (left + mix(seed, round, right)) % a;
    else right = (right + mix(seed, round, left)) % b;
  }
  return right * a + left;
}

/** FNV-1a, 32 bits. */
function hash(start: number, text: string): number {
  let state = start;
  for (let index = 0; index < text.length; index += 1)
    state = Math.imul(state ^ text.charCodeAt(index), 16_777_619);
  return state >>> 0;
}

/** 32 bits that depend on all bits of round and value: the final mixing of MurmurHash3. */
function mix(seed: number, round: number, value: number): number {
  let state = seed ^ Math.imul(value + 1, 2_654_435_769) ^ Math.imul(round + 1, 2_246_822_507);
  state = Math.imul(state ^ (state >>> 16), 2_246_822_507);
  state = Math.imul(state ^ (state >>> 13), 3_266_489_909);
  return (state ^ (state >>> 16)) >>> 0;
}

function normalised(text: string): string {
  const plain = text
    .replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => String(digit.charCodeAt(0) & 15))
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}\p{Pd}\p{Z}\s\u2212]/gu, '')
    .toUpperCase();
  return Array.from(plain, (character) => LOOK_ALIKES.get(character) ?? character).join('');
}
