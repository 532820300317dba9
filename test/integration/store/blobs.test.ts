import { createHash, randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import type { Blobs } from '../../../server/store/blobs.ts';
import { describeEngines } from './engines.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describeEngines('blobs', (fresh) => {
  test('what was put is found under its hash, whole, also after opening again', async () => {
    const { open } = await fresh();
    const first = await open();
    const photo = randomBytes(3_000_017);
    const hash = sha256(photo);
    expect(await first.blobs.has(hash)).toBe(false);
    expect(await first.blobs.get(hash)).toBeNull();
    expect(await first.blobs.put(hash, photo, photo.length)).toEqual({ ok: true });
    expect(await first.blobs.put(hash, inParts(photo), photo.length)).toEqual({ ok: true });
    await first.close();

    const { blobs } = await open();
    expect(await blobs.has(hash)).toBe(true);
    expect((await read(blobs, hash))?.equals(photo)).toBe(true);
    expect(await list(blobs)).toEqual([hash]);
  });

  test('an empty blob is a blob', async () => {
    const { blobs } = await (await fresh()).open();
    const hash = sha256(Buffer.alloc(0));
    expect(await blobs.put(hash, Buffer.alloc(0), 0)).toEqual({ ok: true });
    expect((await read(blobs, hash))?.length).toBe(0);
    expect(await blobs.finish(hash, 0)).toEqual({ ok: true });
  });

  test('bytes that are not what their hash or size says are refused and leave nothing', async () => {
    const { open, dataDir } = await fresh();
    const { blobs } = await open();
    const bytes = randomBytes(1000);
    const hash = sha256(bytes);
    expect(await blobs.put(hash, randomBytes(1000), 1000)).toEqual({ error: 'blob.hash' });
    expect(await blobs.put(hash, bytes, 999)).toEqual({ error: 'blob.size' });
    expect(await blobs.put(hash, bytes, 1001)).toEqual({ error: 'blob.size' });
    await expect(blobs.put(hash, breaking(bytes), 1000)).rejects.toThrow('gone');
    expect(await blobs.has(hash)).toBe(false);
    expect(await readdir(join(dataDir, 'blobs', 'spool'))).toEqual([]);
  });

  test('an upload goes on where it broke off, over a restart', async () => {
    const { open } = await fresh();
    const first = await open();
    const bytes = randomBytes(100_000);
    const hash = sha256(bytes);
    expect(await first.blobs.offset(hash)).toBe(0);
    await expect(first.blobs.append(hash, 0, breaking(bytes.subarray(0, 30_000)))).rejects.toThrow('gone');
    expect(await first.blobs.offset(hash)).toBe(30_000);
    expect(await first.blobs.finish(hash, bytes.length)).toEqual({ error: 'blob.size' });
    await first.close();

    const { blobs } = await open();
    expect(await blobs.offset(hash)).toBe(30_000);
    expect(await blobs.append(hash, 20_000, bytes.subarray(20_000))).toEqual({
      error: 'blob.offset',
      offset: 30_000,
    });
    expect(await blobs.append(hash, 30_000, inParts(bytes.subarray(30_000)))).toEqual({ offset: 100_000 });
    expect(await blobs.has(hash)).toBe(false);
    expect(await blobs.finish(hash, bytes.length)).toEqual({ ok: true });
    expect((await read(blobs, hash))?.equals(bytes)).toBe(true);
    expect(await blobs.offset(hash)).toBe(0);
    expect(await blobs.finish(hash, bytes.length)).toEqual({ ok: true });
  });

  test('an upload of something else is discarded at its end, and can begin anew', async () => {
    const { blobs } = await (await fresh()).open();
    const bytes = randomBytes(5000);
    const hash = sha256(bytes);
    await blobs.append(hash, 0, randomBytes(5000));
    expect(await blobs.finish(hash, 5000)).toEqual({ error: 'blob.hash' });
    expect(await blobs.offset(hash)).toBe(0);
    expect(await blobs.append(hash, 0, bytes)).toEqual({ offset: 5000 });
    expect(await blobs.finish(hash, 5000)).toEqual({ ok: true });
  });

  test('a second try takes over from one whose connection hangs', async () => {
    const { blobs } = await (await fresh()).open();
    const bytes = randomBytes(50_000);
    const hash = sha256(bytes);
    let release = (): void => undefined;
    const hanging = new Promise<void>((resolve) => (release = resolve));
    const stuck = blobs.append(hash, 0, stalling(bytes, hanging));
    while ((await blobs.offset(hash)) < 10_000) await new Promise(setImmediate);

    expect(await blobs.append(hash, 10_000, bytes.subarray(10_000))).toEqual({ offset: 50_000 });
    release();
    expect(await stuck).toMatchObject({ error: 'blob.offset' });
    expect(await blobs.finish(hash, 50_000)).toEqual({ ok: true });
  });

  test('what was removed is gone, with what was begun of it', async () => {
    const { blobs } = await (await fresh()).open();
    const bytes = randomBytes(2000);
    const hash = sha256(bytes);
    await blobs.append(hash, 0, bytes.subarray(0, 10));
    await blobs.put(hash, bytes, 2000);
    await blobs.remove(hash);
    await blobs.remove(hash);
    expect(await blobs.has(hash)).toBe(false);
    expect(await blobs.offset(hash)).toBe(0);
    expect(await list(blobs)).toEqual([]);
    expect(await blobs.put(hash, bytes, 2000)).toEqual({ ok: true });
    expect((await read(blobs, hash))?.equals(bytes)).toBe(true);
  });

  test('what is no hash never becomes a path', async () => {
    const { blobs } = await (await fresh()).open();
    for (const hostile of ['../../etc/passwd', '', 'A'.repeat(64), `${'a'.repeat(64)}/..`]) {
      await expect(async () => blobs.has(hostile)).rejects.toThrow(TypeError);
      await expect(async () => blobs.append(hostile, 0, randomBytes(1))).rejects.toThrow(TypeError);
      await expect(async () => blobs.put(hostile, randomBytes(1), 1)).rejects.toThrow(TypeError);
    }
  });
});

async function* inParts(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += 16_384) yield bytes.subarray(from, from + 16_384);
}

async function* breaking(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield* inParts(bytes);
  throw new Error('gone');
}

async function* stalling(bytes: Uint8Array, until: Promise<void>): AsyncGenerator<Uint8Array> {
  yield bytes.subarray(0, 10_000);
  await until;
  yield bytes.subarray(10_000);
}

async function read(blobs: Blobs, hash: string): Promise<Buffer | null> {
  const found = await blobs.get(hash);
  if (found === null) return null;
  const bytes = await buffer(found.stream);
  expect(bytes.length).toBe(found.size);
  return bytes;
}

async function list(blobs: Blobs): Promise<string[]> {
  const hashes: string[] = [];
  for await (const hash of blobs.list()) hashes.push(hash);
  return hashes;
}
