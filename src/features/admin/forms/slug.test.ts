import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { freeCode, slugOf } from './slug.ts';

it.each([
  ['Kadıköy', 'kadikoy'],
  ['  Straße & Söhne – Süd ', 'strasse-sohne-sud'],
  ['İstanbul Avrupa', 'istanbul-avrupa'],
  ['Љубовија', 'ljubovija'],
  ['Самара', 'samara'],
  ['Йошкар-Ола', 'ioshkar-ola'],
  ['Θεσσαλονίκη', 'thessaloniki'],
  ['თბილისი', 'tbilisi'],
  ["L'Aquila", 'laquila'],
  ['台北', ''],
])('%s becomes %s', (name, code) => {
  expect(slugOf(name)).toBe(code);
});

it('a code that is taken gets a number, whatever its case', () => {
  expect(freeCode('North', 'region', new Set(['NORTH', 'north-2']))).toBe('north-3');
  expect(freeCode('台北', 'branch', new Set(['branch-1']))).toBe('branch-2');
});

it('a code is always one that the server takes, and never one that is there', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.string()), (name, codes) => {
      const code = freeCode(name, 'branch', new Set(codes));
      expect(code).toMatch(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);
      expect(codes).not.toContain(code);
    }),
  );
});
