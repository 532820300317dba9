/**
 * Sealing with WebCrypto: the same in a browser's page and worker and in Node. `subtle` comes in from outside.
 * A device's key is made so that its private half can't be exported.
 */
import { fromBase64url, toBase64url } from './base64url.ts';
import type { Crypto, Hasher, Verifier } from './seal.ts';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const signing = { name: 'ECDSA', hash: 'SHA-256' } as const;

export const webHasher = (subtle: SubtleCrypto): Hasher => ({
  sha256: async (bytes) => toBase64url(new Uint8Array(await subtle.digest('SHA-256', bytes))),
});

/** @param privateKey of `deviceKeys` */
export const webCrypto = (subtle: SubtleCrypto, privateKey: CryptoKey): Crypto => ({
  ...webHasher(subtle),
  sign: async (bytes) => toBase64url(new Uint8Array(await subtle.sign(signing, privateKey, bytes))),
});

/** A new pair: the private half can be kept in IndexedDB, and used, but not read. */
export async function deviceKeys(
  subtle: SubtleCrypto,
): Promise<{ privateKey: CryptoKey; publicKey: JsonWebKey }> {
  const pair = await subtle.generateKey(algorithm, false, ['sign', 'verify']);
  return { privateKey: pair.privateKey, publicKey: await subtle.exportKey('jwk', pair.publicKey) };
}

/** Keeps imported keys by their coordinates: importing one costs as much as verifying once. */
export function webVerifier(subtle: SubtleCrypto): Verifier {
  const imported = new Map<string, Promise<CryptoKey>>();
  const keyOf = (jwk: JsonWebKey): Promise<CryptoKey> => {
    const name = `${jwk.x}.${jwk.y}`;
    const known = imported.get(name);
    if (known !== undefined) return known;
    const { kty = '', crv = '', x = '', y = '' } = jwk;
    const key = subtle.importKey('jwk', { kty, crv, x, y }, algorithm, false, ['verify']);
    imported.set(name, key);
    if (imported.size > 10_000) imported.clear();
    return key;
  };
  return {
    verify: async (publicKey, bytes, signature) => {
      const raw = fromBase64url(signature);
      if (raw === null) return false;
      // A key that cannot be imported rejects; so does nothing else here.
      return await keyOf(publicKey).then(
        (key) => subtle.verify(signing, key, raw, bytes),
        () => false,
      );
    },
  };
}
