/**
 * Hashes and signatures on the server: hashes at once (they take microseconds), signatures on other threads, those of a
 * batch side by side. A key is parsed once for all that a device sends.
 */
import { createHash, createPublicKey, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { headerBytes } from '../../src/domain/seal.ts';
import type { Hasher, Verifier } from '../../src/domain/seal.ts';

const verifyElsewhere = promisify(verify);
/** Keys that are kept parsed; more devices than these take turns. */
const KEPT = 5_000;
const keys = new Map<string, KeyObject | null>();

export const hasher: Hasher = {
  sha256: async (bytes) => createHash('sha256').update(bytes).digest('base64url'),
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

/** Signatures of one batch: `begin` starts to check one, so that `verify` finds it done. */
export class Signatures implements Verifier {
  readonly #begun = new Map<string, Promise<boolean>>();

  begin(publicKey: JsonWebKey, doc: object, signature: string): void {
    try {
      void this.#begin(publicKey, headerBytes(doc), signature);
    } catch {
      // no canonical form: the schema will refuse it
    }
  }

  verify(publicKey: JsonWebKey, bytes: Uint8Array<ArrayBuffer>, signature: string): Promise<boolean> {
    return this.#begin(publicKey, bytes, signature);
  }

  #begin(publicKey: JsonWebKey, bytes: Uint8Array, signature: string): Promise<boolean> {
    const name = `${signature}.${publicKey.x}.${createHash('sha256').update(bytes).digest('base64url')}`;
    const begun = this.#begun.get(name) ?? check(publicKey, bytes, signature);
    this.#begun.set(name, begun);
    void begun.catch(() => undefined);
    return begun;
  }
}
