import * as fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { complaintEvent } from './events/event.ts';
import type { ComplaintEvent } from './events/event.ts';
import { makeStamp } from './hlc.ts';
import { canonicalBytes } from './canonical.ts';
import { bodyHash, canonicalItem, headerBytes, itemHash, sealEvent, sealItem } from './seal.ts';
import type { Position } from './seal.ts';
import { deviceKeys, webCrypto, webHasher, webVerifier } from './seal-webcrypto.ts';
import { START, device, eventId, person, theComplaint } from './testing/history.ts';

const { subtle } = globalThis.crypto;
const keys = await deviceKeys(subtle);
const crypto = webCrypto(subtle, keys.privateKey);
const hasher = webHasher(subtle);
const verifier = webVerifier(subtle);

const position: Position = {
  device: device('d1'),
  by: person('ana'),
  seq: 1,
  prev: null,
  at: makeStamp(START, 0),
  salt: 'A'.repeat(22),
};
const note = (text: string): Promise<ComplaintEvent> =>
  sealEvent(
    { kind: 'note', data: {}, body: { text } },
    { complaint: theComplaint, id: eventId(1), after: [] },
    position,
    crypto,
  );
const isSigned = (doc: { sig: string }): Promise<boolean> =>
  verifier.verify(keys.publicKey, headerBytes(doc), doc.sig);

describe('a sealed event', () => {
  it('is a well-formed event whose signature and body hash hold', async () => {
    const event = await note('seal from the same batch');
    expect(v.safeParse(complaintEvent, event).success).toBe(true);
    expect(await isSigned(event)).toBe(true);
    expect(event.bodyHash).toBe(await bodyHash(event.body ?? {}, hasher));
  });

  it('stays valid when its body is erased, and through every store and wire', async () => {
    const event = await note('to be erased');
    const { body: _, ...erased } = event;
    const stored = {
      ...(JSON.parse(JSON.stringify(erased)) as typeof erased),
      _rev: '1-abc',
      admitted: { seen: 1 },
    };
    expect(await isSigned(stored)).toBe(true);
    expect(await itemHash(stored, hasher)).toBe(await itemHash(event, hasher));
  });

  it('is invalid as soon as anything of its header is another', async () => {
    const event = await note('original');
    const forgeries: Partial<Record<string, unknown>>[] = [
      { by: 'ben' }, { at: makeStamp(START + 1, 0) }, { seq: 2 }, { kind: 'closed' }, { data: { reason: 'withdrawn' } },
      { after: [eventId(3)] }, { bodyHash: null }, { prev: 'P'.repeat(43) }, { complaint: eventId(9) }, { extra: true },
      { _id: `event:${theComplaint}:${eventId(2)}` },
    ]; // prettier-ignore
    for (const change of forgeries) expect(await isSigned({ ...event, ...change })).toBe(false);
  });

  it('has a hash that its signature is part of', async () => {
    const event = await note('once');
    expect(await itemHash({ ...event, sig: 'S'.repeat(86) }, hasher)).not.toBe(await itemHash(event, hasher));
  });

  it('names at most 64 heads, the latest', async () => {
    const after = Array.from({ length: 70 }, (_, index) => eventId(index));
    const event = await sealEvent(
      { kind: 'note', data: {} },
      { complaint: theComplaint, id: eventId(99), after },
      position,
      crypto,
    );
    expect(event.after).toEqual(after.slice(6));
    expect([event.body, event.bodyHash]).toEqual([undefined, null]);
  });

  it('can be made of anything that can be typed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.boolean(), async (text, cut) => {
        const event = await note(cut ? `${text}\ud83d` : text);
        expect(await isSigned(event)).toBe(true);
        expect(event.bodyHash).toBe(await bodyHash(JSON.parse(JSON.stringify(event.body)) as object, hasher));
      }),
      { numRuns: 50 },
    );
  });
});

describe('any sealed item', () => {
  it('keeps what it says and gains its place in the chain', async () => {
    const item = await sealItem({ _id: 'response:x', answers: { q1: 5 } }, { ...position, by: null }, crypto);
    expect(item).toMatchObject({
      _id: 'response:x',
      answers: { q1: 5 },
      v: 1,
      by: null,
      seq: 1,
      prev: null,
      bodyHash: null,
    });
    expect('body' in item || 'salt' in item).toBe(false);
    expect(await isSigned(item)).toBe(true);
  });

  it('is verified by its own device’s key only, and by none that is no key', async () => {
    const event = await note('whose');
    const other = await deviceKeys(subtle);
    expect(await verifier.verify(other.publicKey, headerBytes(event), event.sig)).toBe(false);
    expect(
      await verifier.verify({ kty: 'EC', crv: 'P-256', x: 'no', y: 'key' }, headerBytes(event), event.sig),
    ).toBe(false);
    expect(await verifier.verify(keys.publicKey, headerBytes(event), 'not base64url!')).toBe(false);
  });

  it('has all its canonical forms from one going through it', async () => {
    const event = await note('seal \u{1f9ad} ქართული');
    const { body: _, bodyHash: __, ...bare } = event;
    for (const doc of [event, bare, { ...event, _rev: '1-abc', admitted: { seen: 1 }, gone: undefined }]) {
      const item = canonicalItem(doc);
      expect(item.header).toEqual(headerBytes(doc));
      expect(await hasher.sha256(item.sealed)).toBe(await itemHash(doc, hasher));
      expect(item.body).toEqual('body' in doc ? canonicalBytes(doc.body) : null);
      expect(item.size).toBe(canonicalBytes(doc).length);
    }
  });

  it('is signed with a key that cannot be read', async () => {
    await expect(subtle.exportKey('jwk', keys.privateKey)).rejects.toThrow('not extractable');
  });
});
