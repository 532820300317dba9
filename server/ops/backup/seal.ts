/**
 * A backup file: gzip, ended by a gzip member without content whose comment is the SHA-256 of every byte before it. So
 * a byte that changed anywhere, or is missing, shows before anything is read, and `zcat` reads the file all the same.
 *
 * @see RFC 1952, 2.2 (a file is members one after another) and 2.3.1 (FCOMMENT)
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createGunzip, createGzip } from 'node:zlib';

/** Magic, deflate, FCOMMENT, no time, no extra flags, unknown system. */
const HEAD = Buffer.from([0x1f, 0x8b, 0x08, 0x10, 0, 0, 0, 0, 0, 0xff]);
/** The end of the comment, an empty block, and the CRC and length of nothing. */
const TAIL = Buffer.from([0, 0x03, 0, 0, 0, 0, 0, 0, 0, 0, 0]);

const mark = (digest: string): Buffer =>
  Buffer.concat([HEAD, Buffer.from(`redress backup sha256 ${digest}`, 'latin1'), TAIL]);
const MARK_LENGTH = mark('0'.repeat(64)).length;

/** Compresses and seals what a backup contains. */
export async function* sealed(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = Readable.from(content, { objectMode: false });
  const gzip = createGzip();
  source.on('error', (error) => gzip.destroy(error));
  const digest = createHash('sha256');
  for await (const part of source.pipe(gzip)) {
    digest.update(part as Uint8Array);
    yield part as Uint8Array;
  }
  yield mark(digest.digest('hex'));
}

/** Whether the file is a backup as it was written, to the last byte. Rejects when it can't be read. */
export async function isWhole(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (size <= MARK_LENGTH) return false;
    const found = Buffer.alloc(MARK_LENGTH);
    await file.read(found, 0, MARK_LENGTH, size - MARK_LENGTH);
    const digest = createHash('sha256');
    const before = file.createReadStream({ start: 0, end: size - MARK_LENGTH - 1, autoClose: false });
    for await (const part of before) digest.update(part as Uint8Array);
    return found.equals(mark(digest.digest('hex')));
  } finally {
    await file.close();
  }
}

/** What is in a backup file that `isWhole`. */
export function contentOf(path: string): AsyncIterable<Uint8Array> {
  const file = createReadStream(path);
  const gunzip = createGunzip();
  file.on('error', (error) => gunzip.destroy(error));
  return file.pipe(gunzip);
}
