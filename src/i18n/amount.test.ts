import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountText, decimalsOf, formatAmount, parseAmount } from './amount.ts';

describe('an amount as people type it', () => {
  it.each([
    ['1500', 2, 150_000],
    ['1 500,50', 2, 150_050],
    ['1,500.50', 2, 150_050],
    ['1.500', 2, 150_000],
    ['1.234.567', 2, 123_456_700],
    ['12,5', 2, 1_250],
    ['0', 2, 0],
    ['۱۵۰۰٫۵', 2, 150_050],
    ['١٬٥٠٠', 0, 1_500],
    ['1.500', 3, 1_500],
    ['1,500', 0, 1_500],
  ])('%s with %i decimals is %i', (text, decimals, minor) => {
    expect(parseAmount(text, decimals)).toBe(minor);
  });
  it.each(['', '-5', 'ten', '1.5555', '1,2,3', '5 €', '99999999999999999'])('“%s” is none', (text) => {
    expect(parseAmount(text, 2)).toBeNull();
  });
  it('has no decimals where the currency has none', () => {
    expect(parseAmount('1.5', decimalsOf('JPY'))).toBeNull();
    expect(decimalsOf('KWD')).toBe(3);
  });
  it('is read as it is shown for editing', () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(0, 2, 3), (minor, decimals) => {
        expect(parseAmount(amountText(minor, decimals), decimals)).toBe(minor);
      }),
    );
  });
  it('is written without empty decimals', () => {
    expect(formatAmount(150_000, 'EUR', 'en-GB')).toBe('€1,500');
    expect(formatAmount(150_050, 'EUR', 'en-GB')).toBe('€1,500.50');
  });
});
