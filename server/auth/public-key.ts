/** The public half of a device's signing key, as JWK (RFC 7517) with its thumbprint (RFC 7638). */
import { createPublicKey } from 'node:crypto';
import type { JsonWebKey } from 'node:crypto';
import type { PublicJwk } from './device.ts';
import { digest } from './secret.ts';

/**
 * @returns the key in its one spelling; null when it is no point of P-256, or brings its private half along: a key
 * that has travelled proves nothing
 */
export function readPublicKey(jwk: Readonly<Record<string, unknown>>): PublicJwk | null {
  if ('d' in jwk) return null;
  try {
    const { kty, crv, x, y } = jwk;
    const key = createPublicKey({ key: { kty, crv, x, y } as JsonWebKey, format: 'jwk' }).export({
      format: 'jwk',
    });
    if (key.kty !== 'EC' || key.crv !== 'P-256' || key.x === undefined || key.y === undefined) return null;
    return { kty: 'EC', crv: 'P-256', x: key.x, y: key.y };
  } catch {
    return null;
  }
}

export const sameKey = (a: PublicJwk | null, b: PublicJwk): boolean =>
  a !== null && a.x === b.x && a.y === b.y;

export const thumbprint = ({ crv, kty, x, y }: PublicJwk): string =>
  digest(JSON.stringify({ crv, kty, x, y }));
