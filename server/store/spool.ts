import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { AppendResult, BlobHash, Bytes } from './blobs.ts';
import { asStoreError } from './store-error.ts';

type Sealed = { path: string } | { error: 'blob.hash' | 'blob.size' };

/** An upload that was left unfinished for so long is begun anew. */
const STALE_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Uploads on their way, one file each, `<hash>.part`. Only sealing makes them durable: a part that a power
 * cut left with holes is found out by its hash. Invariant: of all appends to a hash only the latest writes,
 * and it begins after the last write of the one it displaced.
 */
export class Spool {
  readonly #dir: string;
  readonly #turns = new Map<BlobHash, { writing: Promise<unknown> }>();

  private constructor(dir: string) {
    this.#dir = dir;
  }

  /** @param now milliseconds since 1970; what was last written a week before is removed */
  static async open(dir: string, now: number): Promise<Spool> {
    await mkdir(dir, { recursive: true });
    for (const name of await readdir(dir)) {
      const path = join(dir, name);
      if ((await stat(path)).mtimeMs < now - STALE_MS) await rm(path, { force: true });
    }
    return new Spool(dir);
  }

  async offset(hash: BlobHash): Promise<number> {
    const found = await stat(this.#part(hash)).catch(() => null);
    return found?.size ?? 0;
  }

  async append(hash: BlobHash, offset: number, bytes: Bytes): Promise<AppendResult> {
    const displaced = this.#turns.get(hash);
    const turn = { writing: Promise.resolve() as Promise<unknown> };
    this.#turns.set(hash, turn);
    await displaced?.writing;
    let end = await this.offset(hash);
    if (end !== offset) return { error: 'blob.offset', offset: end };

    const file = await disk(open(this.#part(hash), 'a'));
    try {
      for await (const chunk of chunksOf(bytes)) {
        if (this.#turns.get(hash) !== turn) return { error: 'blob.offset', offset: await this.offset(hash) };
        const write = writeAll(file, chunk);
        turn.writing = write.catch(() => undefined);
        await write;
        end += chunk.length;
      }
      return { offset: end };
    } finally {
      await file.close();
      if (this.#turns.get(hash) === turn) this.#turns.delete(hash);
    }
  }

  /** Verifies what was appended and makes it durable. */
  async seal(hash: BlobHash, size: number): Promise<Sealed> {
    const path = this.#part(hash);
    const here = await this.offset(hash);
    if (here < size) return { error: 'blob.size' };
    if (here > size) {
      await this.discard(hash);
      return { error: 'blob.size' };
    }
    this.#turns.set(hash, { writing: Promise.resolve() }); // a straggler must not add to what is being verified
    const digest = createHash('sha256');
    if (size > 0) for await (const chunk of createReadStream(path)) digest.update(chunk as Uint8Array);
    this.#turns.delete(hash);
    if (digest.digest('hex') !== hash) {
      await this.discard(hash);
      return { error: 'blob.hash' };
    }
    const file = await disk(open(path, 'a'));
    try {
      await disk(file.sync());
    } finally {
      await file.close();
    }
    return { path };
  }

  /** The same in one go, apart from any upload in parts. */
  async write(hash: BlobHash, bytes: Bytes, size: number): Promise<Sealed> {
    const path = join(this.#dir, `${hash}.${randomUUID()}`);
    const digest = createHash('sha256');
    let length = 0;
    let sealed = false;
    const file = await disk(open(path, 'wx'));
    try {
      for await (const chunk of chunksOf(bytes)) {
        length += chunk.length;
        if (length > size) return { error: 'blob.size' };
        digest.update(chunk);
        await writeAll(file, chunk);
      }
      if (length !== size) return { error: 'blob.size' };
      if (digest.digest('hex') !== hash) return { error: 'blob.hash' };
      await disk(file.sync());
      sealed = true;
      return { path };
    } finally {
      await file.close();
      if (!sealed) await rm(path, { force: true });
    }
  }

  async discard(hash: BlobHash): Promise<void> {
    this.#turns.delete(hash);
    await rm(this.#part(hash), { force: true });
  }

  #part(hash: BlobHash): string {
    return join(this.#dir, `${hash}.part`);
  }
}

function chunksOf(bytes: Bytes): Iterable<Uint8Array> | AsyncIterable<Uint8Array> {
  return bytes instanceof Uint8Array ? [bytes] : bytes;
}

async function writeAll(file: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let from = 0; from < chunk.length;) {
    from += (await disk(file.write(chunk, from))).bytesWritten;
  }
}

function disk<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    throw asStoreError(error);
  });
}
