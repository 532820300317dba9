/**
 * Hashes and signatures on the server: hashes at once (they take microseconds), signatures on other threads, those of a
 * batch side by side. A key is parsed once for all that a device sends.
 */
import { createPublicKey, hash, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { Hasher, Verifier } from '../../src/domain/seal.ts';

const verifyElsewhere = promisify(verify);
/** Keys that are kept parsed; more devices than these take turns. */
const KEPT = 5_000;
const keys = new Map<string, KeyObject | null>();

export const hasher: Hasher = {
  sha256: async (bytes) => hash('sha256', bytes, 'base64url'),
};

function keyOf({ kty, crv, x = '', y = '' }: JsonWebKey): KeyObject | null {
  const name = `${x}.${y}`;
  const known = keys.get(name);
  if (known !== undefined) return known;
  if (keys.size >= KEPT) keys.clear();
  const key = kty === 'EC' && crv === 'P-256' ? parsed({ kty, crv, x, y }) : null;
  keys.set(name, key);
  return key;
}

function parsed(jwk: { kty: string; crv: string; x: string; y: string }): KeyObject | null {
  try {
    return createPublicKey({ key: jwk, format: 'jwk' });
  } catch {
    return null;
  }
}

const check = async (publicKey: JsonWebKey, bytes: Uint8Array, signature: string): Promise<boolean> => {
  const key = keyOf(publicKey);
  if (key === null) return false;
  return verifyElsewhere(
    'sha256',
    bytes,
    { key, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
};

interface Begun {
  readonly publicKey: JsonWebKey;
  readonly signature: string;
  readonly valid: Promise<boolean>;
}

/** Signatures of one batch: `begin` starts to check one, so that `verify` of the same bytes finds it done. */
export class Signatures implements Verifier {
  readonly #begun = new WeakMap<Uint8Array, Begun>();

  begin(publicKey: JsonWebKey, bytes: Uint8Array, signature: string): void {
    const valid = check(publicKey, bytes, signature);
    void valid.catch(() => undefined);
    this.#begun.set(bytes, { publicKey, signature, valid });
  }

  verify(publicKey: JsonWebKey, bytes: Uint8Array<ArrayBuffer>, signature: string): Promise<boolean> {
    const begun = this.#begun.get(bytes);
    const same =
      begun?.signature === signature &&
      begun.publicKey.x === publicKey.x &&
      begun.publicKey.y === publicKey.y;
    return same ? begun.valid : check(publicKey, bytes, signature);
  }
}
