/** A photo, voice note, signature or file of a complaint: what it is; its bytes go up by a queue of their own. */
import * as v from 'valibot';
import { admitted, signedHeader } from './signed.ts';
import { complaintId } from './ids.ts';

/** Bytes: what a phone's photo takes after it was scaled down, with room for a recorded call. */
export const MAX_EVIDENCE = 25 * 1024 * 1024;

export const evidence = v.looseObject({
  ...signedHeader,
  _id: v.pipe(v.string(), v.regex(/^evidence:[0-9a-f-]{36}:[0-9a-f-]{36}$/, 'evidence.id')),
  complaint: complaintId,
  /** SHA-256 of the bytes, lower-case hex */
  hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'evidence.hash')),
  /** bytes */
  size: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(MAX_EVIDENCE, 'evidence.tooLarge')),
  mime: v.pipe(v.string(), v.regex(/^[a-z]+\/[a-z0-9.+-]{1,60}$/, 'evidence.mime')),
  admitted: v.optional(admitted),
});
export type Evidence = v.InferOutput<typeof evidence>;
