/**
 * What every document that a device makes has in common. Authorship is the signature over the canonical header, not
 * the session that carried it; whatever a person typed is in `body`, outside the signature's reach but for its hash,
 * so that it can be erased while ids, order, hashes and signatures stay valid.
 */
import * as v from 'valibot';
import { deviceId, personId } from './ids.ts';
import { stamp } from './hlc.ts';

/** base64url SHA-256 */
export const sha256Text = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/, 'hash.sha256'));
/** base64url ECDSA P-256, IEEE P1363 form (64 bytes) */
export const signatureText = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{86}$/, 'signature.form'));
/** base64url, 128 bits: a revision or hash of a body must not be guessable from a telephone number */
export const salt = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/, 'salt.form'));

export const MAX_TEXT = 20_000;
export const text = v.pipe(v.string(), v.maxLength(MAX_TEXT, 'text.tooLong'));

export const body = v.objectWithRest({ salt, text: v.optional(text) }, v.unknown());

export const signedHeader = {
  v: v.literal(1),
  at: stamp,
  /** the device's own counter over all it makes, from 1, without gaps */
  seq: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  device: deviceId,
  /** who: a person, or null for a kiosk or an import */
  by: v.nullable(personId),
  /** hash of the device's previous item; null for its first */
  prev: v.nullable(sha256Text),
  /** hash of canonical `body`; null when there is none */
  bodyHash: v.nullable(sha256Text),
  sig: signatureText,
  body: v.optional(body),
};

/** What the server adds when it admits an item. It is not under the signature. */
export const admitted = v.looseObject({
  /** when the server first saw it, Unix milliseconds */
  seen: v.number(),
  /** the account or kiosk that carried it */
  via: v.string(),
  /** the author's role and remedy limit when it was first seen: what `fold` decides entitlement by */
  role: v.string(),
  remedyLimit: v.nullable(v.number()),
  /** `backdated`, `chain.broken`, `seq.twice` */
  flags: v.array(v.string()),
});
export type Admitted = v.InferOutput<typeof admitted>;
