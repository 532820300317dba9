/** Amounts of money as people type them, and as they are kept: in minor units of a currency (ISO 4217). */
import { formattersOf } from './formatters.ts';

/** How many decimals the currency has: 2 for GEL, 0 for JPY, 3 for KWD. */
export function decimalsOf(currency: string): number {
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  );
}

/** Digits of every script as 0 to 9. */
const plainDigits = (text: string): string =>
  text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 48;
    // Digits of a script stand in a row of ten, beginning at a zero.
    let zero = code;
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && code - zero < 9) zero -= 1;
    return String(code - zero);
  });

/**
 * Reads `1500`, `1 500,50`, `1,500.50`, `۱۵۰۰`. The last comma or point begins the decimals unless more digits follow
 * than the currency has decimals; others group thousands.
 *
 * @returns minor units; null when it is no amount from 0 up
 */
export function parseAmount(text: string, decimals: number): number | null {
  const plain = plainDigits(text)
    .replace(/[\s'’_]/g, '')
    .replaceAll('٫', '.')
    .replaceAll('٬', ',');
  const found = /^(\d+(?:[.,]\d{3})*?)(?:[.,](\d+))?$/.exec(plain);
  if (found === null) return null;
  const [, whole = '', rest = ''] = found;
  const grouped = rest.length === 3 && rest.length > decimals;
  if (rest.length > decimals && !grouped) return null;
  const units = grouped ? `${whole}${rest}` : whole;
  const minor = Number(units.replace(/[.,]/g, '') + (grouped ? '' : rest).padEnd(decimals, '0'));
  return Number.isSafeInteger(minor) ? minor : null;
}

/** For a field: digits and a point, as `parseAmount` reads them. */
export function amountText(minor: number, decimals: number): string {
  return (minor / 10 ** decimals).toFixed(minor % 10 ** decimals === 0 ? 0 : decimals);
}

/** @param intl a language tag. As one would write it there: GEL 1,500 */
export function formatAmount(minor: number, currency: string, intl: string): string {
  const decimals = decimalsOf(currency);
  const digits = minor % 10 ** decimals === 0 ? 0 : decimals;
  return formattersOf(intl)
    .number({ style: 'currency', currency, minimumFractionDigits: digits })
    .format(minor / 10 ** decimals);
}
