import type { Readable } from 'node:stream';
import type { Spool } from './spool.ts';

/** What is offered to be stored: bytes, or a stream of them (a request, a file). */
export type Bytes = Uint8Array | AsyncIterable<Uint8Array>;

/** A blob's name: the SHA-256 of its bytes, 64 lower-case hexadecimal digits. */
export type BlobHash = string;

export type BlobResult = { ok: true; error?: never } | { ok?: never; error: 'blob.hash' | 'blob.size' };

/** `offset` is where the next part must begin. */
export type AppendResult = { offset: number; error?: 'blob.offset' };

/**
 * Bytes by their hash. Nothing is to be found under a hash before all of it is on disk and verified, so
 * whoever finds it has it whole. Functions throw a TypeError for what is no hash: check it at the door.
 */
export interface Blobs {
  has(hash: BlobHash): Promise<boolean>;
  /** Stores it in one go. A wrong size or hash leaves nothing behind. */
  put(hash: BlobHash, bytes: Bytes, size: number): Promise<BlobResult>;
  get(hash: BlobHash): Promise<{ stream: Readable; size: number } | null>;
  /** Forgets it, and any unfinished upload of it; absent is fine. */
  remove(hash: BlobHash): Promise<void>;
  /** Every stored hash, in no particular order. */
  list(): AsyncIterable<BlobHash>;
  /** How much of an unfinished upload is here, in bytes; 0 when none was begun. */
  offset(hash: BlobHash): Promise<number>;
  /**
   * Adds a part, if it begins where the last ended; what came before a broken stream stays. A later call for
   * the same hash takes over from one that is still waiting for its stream.
   */
  append(hash: BlobHash, offset: number, bytes: Bytes): Promise<AppendResult>;
  /** Ends an upload: verified, it becomes the blob; a wrong hash discards it, a size too small leaves it. */
  finish(hash: BlobHash, size: number): Promise<BlobResult>;
}

/** Where whole, verified blobs are kept. */
export interface Shelf {
  has(hash: BlobHash): Promise<boolean>;
  /** Takes over the verified file at `path` (moves or deletes it). */
  keep(hash: BlobHash, path: string): Promise<void>;
  get(hash: BlobHash): Promise<{ stream: Readable; size: number } | null>;
  remove(hash: BlobHash): Promise<void>;
  list(): AsyncIterable<BlobHash>;
}

/** Uploads are gathered and verified on the local disk, whichever engine then keeps them. */
export function blobsOver(spool: Spool, shelf: Shelf): Blobs {
  async function settle(
    hash: BlobHash,
    sealed: { path: string } | { error: 'blob.hash' | 'blob.size' },
  ): Promise<BlobResult> {
    if ('error' in sealed) return sealed;
    await shelf.keep(hash, sealed.path);
    return { ok: true };
  }
  return {
    has: (hash) => shelf.has(checked(hash)),
    get: (hash) => shelf.get(checked(hash)),
    list: () => shelf.list(),
    async put(hash, bytes, size) {
      return settle(checked(hash), await spool.write(hash, bytes, size));
    },
    async remove(hash) {
      await shelf.remove(checked(hash));
      await spool.discard(hash);
    },
    offset: async (hash) => spool.offset(checked(hash)),
    append: (hash, offset, bytes) => spool.append(checked(hash), offset, bytes),
    async finish(hash, size) {
      if (await shelf.has(checked(hash))) {
        await spool.discard(hash);
        return { ok: true };
      }
      return settle(hash, await spool.seal(hash, size));
    },
  };
}

/** A hash becomes part of a path: anything else must not. */
function checked(hash: string): BlobHash {
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new TypeError('not a SHA-256 in lower-case hexadecimal');
  return hash;
}
