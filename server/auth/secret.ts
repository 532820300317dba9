/** Secrets that the server makes. It shows each once and keeps only what recognises it again. */
import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

/** 256 bits, base64url: a session, or the link that sets the server up. */
export const newToken = (): string => randomBytes(32).toString('base64url');
export const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** What is kept of a secret that nobody could guess: such need no salt and no slow hash. */
export const digest = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

export const sameDigest = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** Crockford's base 32: read aloud without mistakes, five bits a letter. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const letters = (count: number): string =>
  Array.from({ length: count }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('');
const grouped = (text: string, size: number): string =>
  (text.match(new RegExp(`.{1,${size}}`, 'g')) ?? []).join('-');

/** 75 bits in groups of five: typed into a kiosk, or carried by a QR code. */
export const newCode = (): string => grouped(letters(15), 5);
/** As it was printed, whatever case, spaces, dashes and look-alikes it was typed with. */
export const readCode = (typed: string): string =>
  grouped(
    typed
      .toUpperCase()
      .replaceAll(/[^0-9A-Z]/g, '')
      .replaceAll('O', '0')
      .replaceAll(/[IL]/g, '1'),
    5,
  );

/** 80 bits: handed to somebody by the administrator, to be changed at once. */
export const newPassword = (): string => grouped(letters(16).toLowerCase(), 4);
