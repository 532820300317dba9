/** Canonical JSON (RFC 8785): the one form of a document that is hashed and signed, on phone and server alike. */
import canonicalize from 'canonicalize';

/** @returns the canonical form; throws on what JSON cannot say (a bug: what comes from outside has been JSON). */
export function canonicalText(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('not JSON');
  return text;
}

/** @returns the canonical form in UTF-8; throws as `canonicalText` does. */
export const canonicalBytes = (value: unknown): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(canonicalText(value));
