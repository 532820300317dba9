/**
 * The device that an import is: a source with a signing key, a counter and a chain of its own, like any phone.
 *
 * Invariants: what is handed to admission was written down before (`pending`), so that a process killed in between
 * hands over the same signed items at its next start, and the counter neither skips nor repeats; the private key never
 * leaves the accounts' database. One import of a source runs at a time: its caller holds the lock.
 */
import { createPrivateKey, createHash, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import * as v from 'valibot';
import { toBase64url } from '../../../src/domain/base64url.ts';
import { tick } from '../../../src/domain/hlc.ts';
import type { Stamp } from '../../../src/domain/hlc.ts';
import type { DeviceId } from '../../../src/domain/ids.ts';
import { itemHash } from '../../../src/domain/seal.ts';
import type { Crypto, Position } from '../../../src/domain/seal.ts';
import { deviceDoc, deviceDocId } from '../../auth/device.ts';
import { readAs } from '../../auth/stored.ts';
import type { Context } from '../../context.ts';
import { chainDocId, lastSeq, linksDocId } from '../../sync/chain.ts';
import type { Links } from '../../sync/chain.ts';
import { chainIn } from '../../sync/chain-book.ts';

const sourceDoc = v.looseObject({
  _id: v.string(),
  _rev: v.optional(v.string()),
  type: v.literal('source'),
  v: v.literal(1),
  device: v.string(),
  /** JWK with its private half */
  key: v.looseObject({
    kty: v.literal('EC'),
    crv: v.literal('P-256'),
    x: v.string(),
    y: v.string(),
    d: v.string(),
  }),
});

const sourceDocId = (source: string): string => `source:${source}`;
const pendingId = (source: string): string => `import-${source}`;
export const sourceDevice = (source: string): DeviceId => `import-${source}` as DeviceId;

type Effects = Pick<Context, 'stores' | 'now'>;
export type SignedDoc = Readonly<Record<string, unknown>> & { readonly _id: string };

/** Synchronous within its promises: for many small items a hop to a thread costs as much as the signature. */
function nodeCrypto(key: KeyObject): Crypto {
  return {
    sha256: async (bytes) => toBase64url(createHash('sha256').update(bytes).digest()),
    sign: async (bytes) => toBase64url(sign('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' })),
  };
}

/** The key as it is stored, or a new one; of two processes that make one, the first to write it wins. */
async function keyOf({ stores, now }: Effects, source: string, label: string): Promise<KeyObject> {
  const id = sourceDocId(source);
  const device = sourceDevice(source);
  const stored = readAs(sourceDoc, await stores.accounts.get(id));
  if (stored === null) {
    const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
    await stores.accounts.write([{ _id: id, type: 'source', v: 1, device, key }]);
    return keyOf({ stores, now }, source, label);
  }
  if (readAs(deviceDoc, await stores.accounts.get(deviceDocId(device))) === null) {
    const { kty, crv, x, y } = stored.key;
    const doc: v.InferOutput<typeof deviceDoc> = {
      _id: deviceDocId(device),
      type: 'device',
      v: 1,
      device,
      kind: 'source',
      label,
      // A source makes no references of its own, so it takes none of the codes that begin them.
      code: '',
      publicKey: { kty, crv, x, y },
      person: null,
      account: null,
      branch: null,
      surveys: [],
      enrolled: now(),
      revoked: null,
      pending: null,
    };
    await stores.accounts.write([doc]);
  }
  return createPrivateKey({ key: stored.key, format: 'jwk' });
}

export interface Source {
  readonly device: DeviceId;
  readonly crypto: Crypto;
  /** Where the next item stands in the chain. */
  next(): Position;
  /** Takes a sealed item as the last one of the chain. */
  append(item: SignedDoc): Promise<void>;
  /** Hands items to admission so that they arrive once, whatever happens to this process. */
  deliver(items: readonly SignedDoc[]): Promise<void>;
}

/**
 * Enrols the source, or takes its chain up where it ended, handing over first what a killed process had left.
 * @param admit rejects when an item is refused or the store fails
 */
export async function openSource(
  context: Effects,
  source: string,
  label: string,
  admit: (items: readonly SignedDoc[]) => Promise<void>,
): Promise<Source> {
  const { stores, now } = context;
  const device = sourceDevice(source);
  const crypto = nodeCrypto(await keyOf(context, source, label));
  const left = await stores.accounts.getLocal(pendingId(source));
  const items = (left?.['items'] ?? []) as readonly SignedDoc[];
  if (items.length > 0) await admit(items);

  const chain = chainIn(await stores.data.get(chainDocId(device)));
  let seq = lastSeq(chain);
  let at: Stamp | null = chain.mark;
  let prev = await hashAt(stores, device, seq);
  return {
    device,
    crypto,
    next: () => ({ device, by: null, seq: seq + 1, prev, at: tick(at, now()), salt: '' }),
    append: async (item) => {
      prev = await itemHash(item, crypto);
      seq += 1;
      at = item['at'] as Stamp;
    },
    deliver: async (batch) => {
      await stores.accounts.putLocal(pendingId(source), { items: batch });
      await admit(batch);
    },
  };
}

async function hashAt({ data }: Context['stores'], device: DeviceId, seq: number): Promise<string | null> {
  if (seq === 0) return null;
  const doc = await data.get(linksDocId(device, seq));
  return (doc?.['links'] as Links | undefined)?.[seq]?.[0]?.hash ?? null;
}
