import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  type DeviceCode,
  deviceCode,
  deviceCodeAt,
  formatReference,
  parseReference,
  reference,
} from './reference.ts';

const ALPHABET = '0123456789ACDEFGHJKMNPQRTUVWXY';

const CHARACTERS = Array.from(ALPHABET);

const codeNumber = fc.nat({ max: 300_000 });
const counter = fc.oneof(
  fc.nat({ max: 2000 }),
  fc.nat({ max: 30 ** 4 }),
  fc.integer({ min: 0, max: 29 * 30 ** 6 }),
);
const key = fc.constantFrom('', 'a', '9f3c2e');
const references = fc
  .tuple(codeNumber, counter, key)
  .map(([n, count, secret]) => formatReference(deviceCodeAt(n), count, secret));

const bare = (text: string): string => text.replaceAll('-', '');
const isValid = (text: string): boolean => parseReference(text).ok;

/** The formula of the header, written another way. */
function sum(characters: string): number {
  return Array.from(characters)
    .toReversed()
    .reduce((total, character, index) => {
      const weight = Array.from({ length: index }).reduce((power: number) => (power * 3) % 31, 1);
      return (total + ALPHABET.indexOf(character) * weight) % 31;
    }, 0);
}

describe('formatReference', () => {
  it('writes three groups, which stay what they are', () => {
    // Printed references live for years: these must never change.
    expect([0, 1, 2, 9_999, 10_000, 100_000].map(deviceCodeAt)).toEqual([
      'K71',
      'AK4',
      'R1W',
      'V18',
      '1K71',
      '11K71',
    ]);
    const first = deviceCodeAt(0);
    const counters = [0, 1, 2, 782_999, 783_000];
    expect(counters.map((count) => formatReference(first, count))).toEqual([
      'K71-TR01-W',
      'K71-JCHA-3',
      'K71-M05M-T',
      'K71-FPV2-3',
      'K71-TT21P-5',
    ]);
    expect(formatReference(deviceCodeAt(12_345), 7)).toBe('1YM6-4FGW-1');
    expect(formatReference(deviceCodeAt(5), 7, 'k')).toBe('N2H-YT2J-Q');
  });

  it('writes what can be read, with a sum of 1 by the formula', () => {
    fc.assert(
      fc.property(codeNumber, counter, key, (n, count, secret) => {
        const device = deviceCodeAt(n);
        const text = formatReference(device, count, secret);
        expect(text).toMatch(/^[1-9]*[A-Z][0-9A-Z]{2}-[0-9A-Z]{4,10}-[0-9A-Z]$/);
        expect(sum(bare(text))).toBe(1);
        expect(parseReference(text)).toEqual({ ok: true, value: { reference: text, device } });
        expect(v.is(reference, text)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('never gives the same twice, and grows by a character when four are used up', () => {
    const device = deviceCodeAt(17);
    const seen = new Set<string>();
    for (let count = 0; count < 29 * 30 ** 3; count += 1) seen.add(formatReference(device, count));
    expect(seen.size).toBe(29 * 30 ** 3);
    expect([...seen].every((text) => text.length === 10)).toBe(true);
    expect(formatReference(device, 29 * 30 ** 3).length).toBe(11);
    expect(formatReference(device, 29 * 30 ** 3 + 29 * 30 ** 4).length).toBe(12);
  });

  it('lets nobody read volumes: neighbours lie anywhere', () => {
    fc.assert(
      fc.property(codeNumber, fc.nat({ max: 700_000 }), (n, start) => {
        const device = deviceCodeAt(n);
        const middle = Array.from({ length: 400 }, (_, index) => {
          const [, group = ''] = formatReference(device, start + index).split('-');
          return Array.from(group).reduce((value, character) => value * 30 + ALPHABET.indexOf(character), 0);
        });
        // Of independent numbers about half are greater than the one before; 400 fair coins stay within 140 to 260.
        const rising = middle.filter((value, index) => value > (middle[index - 1] ?? Infinity)).length;
        expect(rising).toBeGreaterThan(140);
        expect(rising).toBeLessThan(260);
        const steps = new Set(middle.map((value, index) => value - (middle[index - 1] ?? 0)));
        expect(steps.size).toBeGreaterThan(380);
      }),
      { numRuns: 60 },
    );
  });

  it('is another one for another key', () => {
    const device = deviceCodeAt(3);
    const of = (secret: string): string[] =>
      Array.from({ length: 50 }, (_, n) => formatReference(device, n, secret));
    expect(of('a')).not.toEqual(of('b'));
    expect(of('a').filter((text, index) => of('b')[index] === text).length).toBeLessThan(3);
  });

  it('refuses what is no counter', () => {
    for (const odd of [-1, 1.5, Number.NaN, Number.MAX_SAFE_INTEGER]) {
      expect(() => formatReference(deviceCodeAt(0), odd)).toThrow(RangeError);
    }
  });
});

describe('parseReference', () => {
  it('catches every single wrong character', () => {
    fc.assert(
      fc.property(references, (text) => {
        const right = bare(text);
        for (let at = 0; at < right.length; at += 1) {
          for (const wrong of ALPHABET) {
            const typed = right.slice(0, at) + wrong + right.slice(at + 1);
            expect(isValid(typed)).toBe(typed === right);
          }
        }
      }),
    );
  });

  it('catches every swap of two characters, neighbours or not', () => {
    fc.assert(
      fc.property(references, (text) => {
        const right = Array.from(bare(text));
        for (let a = 0; a < right.length; a += 1) {
          for (let b = a + 1; b < right.length; b += 1) {
            const typed = right
              .with(a, right[b] ?? '')
              .with(b, right[a] ?? '')
              .join('');
            expect(isValid(typed)).toBe(typed === right.join(''));
          }
        }
      }),
    );
  });

  it('catches twins that were mistaken for other twins', () => {
    fc.assert(
      fc.property(references, fc.constantFrom(...CHARACTERS), (text, wrong) => {
        const right = bare(text);
        for (let at = 1; at < right.length; at += 1) {
          if (right[at] !== right[at - 1]) continue;
          const typed = right.slice(0, at - 1) + wrong + wrong + right.slice(at + 1);
          expect(isValid(typed)).toBe(typed === right);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('says whether it can be none or is mistyped', () => {
    const right = formatReference(deviceCodeAt(0), 0);
    const wrong = right.slice(0, -1) + (right.endsWith('0') ? '1' : '0');
    expect(parseReference(wrong)).toEqual({ ok: false, code: 'reference.check' });
    for (const odd of [
      '',
      'N7K',
      right.slice(0, 8),
      `${right}000000000`,
      right.replace('-', '/'),
      '🙂',
      'НЕТ-0412-Q',
      '0000-000-0',
    ]) {
      expect(parseReference(odd)).toEqual({ ok: false, code: 'reference.format' });
    }
  });

  it('reads it however it was typed', () => {
    const persian = (digit: string): string => String.fromCharCode(0x06f0 + Number(digit));
    const arabic = (digit: string): string => String.fromCharCode(0x0660 + Number(digit));
    const wide = (character: string): string => String.fromCharCode(character.charCodeAt(0) + 0xfee0);
    const lookAlike: Record<string, string> = { 0: 'o', 1: 'l', 2: 'z', 5: 'S', 8: 'B' };
    fc.assert(
      fc.property(references, (text) => {
        const ways = [
          text.toLowerCase(),
          bare(text),
          ` ${text.replaceAll('-', ' – ')}\n`,
          Array.from(bare(text)).join('\u00a0'),
          `\u2066${text}\u2069`,
          text.replaceAll('-', '\u2212'),
          text.replace(/\d/g, persian),
          text.replace(/\d/g, arabic),
          text.replace(/[0-9A-Z]/g, wide),
          text.replace(/\d/g, (digit) => lookAlike[digit] ?? digit),
          text.replaceAll('1', 'ı'),
          text.replaceAll('1', 'İ'),
        ];
        for (const typed of ways) {
          const parsed = parseReference(typed);
          expect(parsed.ok && parsed.value.reference).toBe(text);
        }
      }),
    );
  });

  it('takes any text without throwing, and gives back only what the schema takes', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: fc.constantFrom(...CHARACTERS) })),
        (text) => {
          const parsed = parseReference(text);
          expect(!parsed.ok || v.is(reference, parsed.value.reference)).toBe(true);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('is strict in documents', () => {
    const right = formatReference(deviceCodeAt(0), 0);
    for (const odd of [right.toLowerCase(), bare(right), ` ${right}`, 7, null])
      expect(v.is(reference, odd)).toBe(false);
  });
});

describe('deviceCodeAt', () => {
  it('gives no code twice, none that begins another, none that spells a word', () => {
    const codes = new Set<DeviceCode>();
    for (let n = 0; n < 120_000; n += 1) codes.add(deviceCodeAt(n));
    expect(codes.size).toBe(120_000);
    const isCode = (text: string): boolean => v.is(deviceCode, text);
    const odd = Array.from(codes).filter(
      (code) =>
        !isCode(code) ||
        /[A-Z]{3}/.test(code) ||
        Array.from(code, (_, length) => code.slice(0, length)).some((start) => isCode(start)),
    );
    expect(odd).toEqual([]);
  });

  it('has three characters for the first 10,000, then digits in front', () => {
    expect([0, 9_999, 10_000, 99_999, 100_000].map((n) => deviceCodeAt(n).length)).toEqual([3, 3, 4, 4, 5]);
  });

  it('refuses what is no number of codes', () => {
    expect(() => deviceCodeAt(-1)).toThrow(RangeError);
    expect(() => deviceCodeAt(0.5)).toThrow(RangeError);
  });

  it('knows what is none', () => {
    for (const odd of ['', 'N7', 'NAK', '7NK', '0N7K', 'N7KK', 'n7k', 'B7K', 7])
      expect(v.is(deviceCode, odd)).toBe(false);
  });
});
