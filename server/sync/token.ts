/**
 * Checkpoints as a device holds them: sealed (AES-256-GCM), so that nobody reads sequences or scope keys from one, nor
 * makes one up. The key is derived from a secret kept with the accounts; a token that doesn't open counts as none.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import * as v from 'valibot';

const position = v.union([v.string(), v.number()]);
const checkpoint = v.object({
  /** epochs of data and registry, joined */
  epoch: v.string(),
  /** whose: an actor's token is of no use to another */
  actor: v.string(),
  /** digest of the scope when it was made */
  scope: v.string(),
  /** sequences up to which this scope is complete */
  data: position,
  registry: position,
  /** a snapshot under way: everything newer than this complaint has been sent; absent: complete */
  before: v.optional(v.string()),
  /** the snapshot under way replaces what the device had */
  rotate: v.optional(v.boolean()),
  /** complaints of which something could not be read when it was to be sent: a change that the index did not know yet */
  again: v.optional(v.array(v.string())),
  /** of one database's `_changes`, and of no use to a pull */
  of: v.optional(v.picklist(['data', 'registry'])),
  /** increments under way: what they began from, `data`, `registry` and `again` being where they will end */
  from: v.optional(v.object({ data: position, registry: position, again: v.optional(v.array(v.string())) })),
});
export type Checkpoint = v.InferOutput<typeof checkpoint>;

const IV = 12;
const TAG = 16;
/** Bytes: sequences grow by a digit with everybody's work, and a token's length is to tell nobody. */
const PADDED_TO = 256;

const padded = (text: string): string =>
  text.padEnd(
    Math.ceil(Buffer.byteLength(text) / PADDED_TO) * PADDED_TO - Buffer.byteLength(text) + text.length,
  );

export class Sealer {
  readonly #key: Buffer;

  /** @param secret at least 256 bits of randomness */
  constructor(secret: string) {
    this.#key = createHash('sha256').update('redress checkpoint v1\0').update(secret).digest();
  }

  seal(value: Checkpoint): string {
    const iv = randomBytes(IV);
    const cipher = createCipheriv('aes-256-gcm', this.#key, iv);
    const sealed = Buffer.concat([cipher.update(padded(JSON.stringify(value)), 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
  }

  /** @returns null for anything that this server did not seal */
  open(token: string): Checkpoint | null {
    const bytes = Buffer.from(token, 'base64url');
    if (bytes.length <= IV + TAG) return null;
    const decipher = createDecipheriv('aes-256-gcm', this.#key, bytes.subarray(0, IV));
    decipher.setAuthTag(bytes.subarray(IV, IV + TAG));
    try {
      const plain = Buffer.concat([decipher.update(bytes.subarray(IV + TAG)), decipher.final()]);
      const parsed = v.safeParse(checkpoint, JSON.parse(plain.toString('utf8')));
      return parsed.success ? parsed.output : null;
    } catch {
      return null;
    }
  }
}
