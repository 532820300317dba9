/**
 * The staff's PIN. It keeps customers out of the staff's screen, no more: whoever can read this browser's storage has
 * the kiosk anyway. Kept as PBKDF2 (SHA-256) with a salt.
 * @see NIST SP 800-132
 */
import { fromBase64url, toBase64url } from '../../domain/base64url.ts';

export interface PinMark {
  /** base64url */
  readonly salt: string;
  readonly rounds: number;
  readonly hash: string;
}

export const PIN = /^[0-9]{4,8}$/;
/** A third of a second on a cheap phone. */
const ROUNDS = 150_000;

async function derive(pin: string, salt: Uint8Array<ArrayBuffer>, rounds: number): Promise<string> {
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, [
    'deriveBits',
  ]);
  const bits = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds },
    key,
    256,
  );
  return toBase64url(new Uint8Array(bits));
}

/** @param salt 16 random bytes */
export async function markPin(
  pin: string,
  salt: Uint8Array<ArrayBuffer>,
  rounds: number = ROUNDS,
): Promise<PinMark> {
  return { salt: toBase64url(salt), rounds, hash: await derive(pin, salt, rounds) };
}

export async function pinFits(pin: string, mark: PinMark): Promise<boolean> {
  const salt = fromBase64url(mark.salt);
  return salt !== null && (await derive(pin, salt, mark.rounds)) === mark.hash;
}
