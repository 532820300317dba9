/**
 * Sealing: how a document gets its place in its device's chain and its author's signature. What is signed is the
 * canonical header; the body is under the signature only by its hash, so that erasing it leaves the signature valid.
 */
import { canonicalBytes, canonicalText } from './canonical.ts';
import { eventDocId } from './ids.ts';
import type { ComplaintId, DeviceId, EventUuid, PersonId } from './ids.ts';
import type { EventKind } from './events/data.ts';
import type { ComplaintEvent, EventDraft } from './events/event.ts';
import type { Stamp } from './hlc.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** What sealing needs from outside. Hashes and signatures are base64url. */
export interface Crypto {
  sha256(bytes: Bytes): Promise<string>;
  /** ECDSA P-256 with SHA-256, IEEE P1363 form, by the device's own key */
  sign(bytes: Bytes): Promise<string>;
}
export type Hasher = Pick<Crypto, 'sha256'>;

export interface Verifier {
  /** @returns false for a wrong signature and for a key that is none */
  verify(publicKey: JsonWebKey, bytes: Bytes, signature: string): Promise<boolean>;
}

/** An item's position in its device's chain: who made it on which device, as which one, and what the device had made before. */
export interface Position {
  readonly device: DeviceId;
  /** a person; null for a kiosk or an import */
  readonly by: PersonId | null;
  /** the device's counter over all it makes, from 1 */
  readonly seq: number;
  /** `itemHash` of the device's previous item; null for its first */
  readonly prev: string | null;
  readonly at: Stamp;
  /** 128 random bits, base64url; used only if there is a body */
  readonly salt: string;
}

/** What sealing adds. A type, not an interface: it is to fit documents that may have fields beyond ours. */
export type Signed = Pick<
  ComplaintEvent,
  'v' | 'at' | 'seq' | 'device' | 'by' | 'prev' | 'bodyHash' | 'sig' | 'body'
>;

/** A document that says of itself what it is; nothing of what sealing adds. */
export interface ItemDraft {
  readonly _id: string;
  /** what a person typed, without salt */
  readonly body?: Readonly<Record<string, unknown>> | undefined;
}

/** As many heads as an event may name. More are named by nobody's event, and stay heads. */
const MAX_AFTER = 64;

const NOT_SIGNED = new Set(['body', 'admitted']);
const inHeader = (key: string): boolean => (key === '_id' || !key.startsWith('_')) && !NOT_SIGNED.has(key);

/** The canonical forms of one item, made in one go: it is asked for each of them while it is admitted. */
export interface CanonicalItem {
  /** what is signed: the document but for its body, its signature, and what a store or the server adds to it */
  readonly header: Bytes;
  /** the header with its signature */
  readonly sealed: Bytes;
  /** null: there is none */
  readonly body: Bytes | null;
  /** bytes of all of it */
  readonly size: number;
}

interface Member {
  readonly key: string;
  /** canonical */
  readonly text: string;
}

const encoder = new TextEncoder();
const objectOf = (members: readonly Member[]): Bytes =>
  encoder.encode(`{${members.map(({ text }) => text).join(',')}}`);

/** Throws on what has no canonical form. */
export function canonicalItem(doc: Readonly<Record<string, unknown>>): CanonicalItem {
  const keys = Object.keys(doc)
    .filter((key) => doc[key] !== undefined)
    .sort();
  const body = doc['body'] === undefined ? null : canonicalText(doc['body']);
  const members = keys.map((key): Member => {
    const value = key === 'body' && body !== null ? body : canonicalText(doc[key]);
    return { key, text: `${canonicalText(key)}:${value}` };
  });
  const kept = members.filter(({ key }) => inHeader(key));
  const sealed = objectOf(kept);
  const others = members.filter(({ key }) => !inHeader(key));
  return {
    header: objectOf(kept.filter(({ key }) => key !== 'sig')),
    sealed,
    body: body === null ? null : encoder.encode(body),
    // each of the others with its comma
    size: others.reduce((sum, { text }) => sum + encoder.encode(text).length + 1, sealed.length),
  };
}

function header(doc: Readonly<Record<string, unknown>>, withSignature: boolean): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(doc).filter(([key]) => inHeader(key) && (withSignature || key !== 'sig')),
  );
}

/** What is signed: the document but for its body, its signature, and what a store or the server adds to it. */
export const headerBytes = (doc: object): Bytes => canonicalBytes(header({ ...doc }, false));

/** What the device's next item names as `prev`: the hash of the header with its signature. */
export const itemHash = (doc: object, hasher: Hasher): Promise<string> =>
  hasher.sha256(canonicalBytes(header({ ...doc }, true)));

export const bodyHash = (body: object, hasher: Hasher): Promise<string> =>
  hasher.sha256(canonicalBytes(body));

/** Half a surrogate pair, left by cutting an emoji in two, has no UTF-8 form and so can't be signed. */
const halfPair = /\p{Surrogate}/gu;

function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(halfPair, '\u{fffd}');
  if (Array.isArray(value)) return value.map(wellFormed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, wellFormed(part)]));
}

/**
 * Signs a response, a piece of evidence, or whatever else a device makes.
 * @returns a new document; `draft` is left as it is
 */
export async function sealItem<D extends ItemDraft>(
  draft: D,
  position: Position,
  crypto: Crypto,
): Promise<Omit<D, 'body'> & Signed> {
  const { body: typed, ...rest } = wellFormed(draft) as D;
  const { salt, ...chain } = position;
  const body = typed === undefined ? undefined : { ...typed, salt };
  const unsigned = {
    ...rest,
    ...chain,
    v: 1 as const,
    bodyHash: body === undefined ? null : await bodyHash(body, crypto),
  };
  const sig = await crypto.sign(headerBytes(unsigned));
  return { ...unsigned, sig, ...(body === undefined ? {} : { body: body }) };
}

/** @param after the heads of the complaint's log that the author sees, in the order of the fold */
export async function sealEvent<K extends EventKind>(
  draft: EventDraft<K>,
  of: { readonly complaint: ComplaintId; readonly id: EventUuid; readonly after: readonly EventUuid[] },
  position: Position,
  crypto: Crypto,
): Promise<ComplaintEvent> {
  const item = {
    _id: eventDocId(of.complaint, of.id),
    complaint: of.complaint,
    kind: draft.kind as string,
    after: of.after.slice(-MAX_AFTER),
    data: { ...draft.data } as Record<string, unknown>,
    body: draft.body,
  };
  return await sealItem(item, position, crypto);
}
