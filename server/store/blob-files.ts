import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BlobHash, Shelf } from './blobs.ts';
import { asStoreError } from './store-error.ts';

const HASH = /^[0-9a-f]{64}$/;

/** Blobs as files, `<dir>/<first two digits>/<hash>`; `dir` on the same file system as the spool. */
export function fileShelf(dir: string): Shelf {
  const place = (hash: BlobHash): string => join(dir, hash.slice(0, 2), hash);
  return {
    has: (hash) => stat(place(hash)).then(() => true, absent(false)),
    async keep(hash, path) {
      const target = place(hash);
      const folder = dirname(target);
      try {
        const made = await mkdir(folder, { recursive: true });
        await rename(path, target);
        // the file's bytes are on disk already; its name is only once its directory is
        await syncDirectory(folder);
        if (made !== undefined) await syncDirectory(dir);
      } catch (error) {
        throw asStoreError(error);
      }
    },
    async get(hash) {
      const file = await open(place(hash)).catch(absent(null));
      if (file === null) return null;
      const { size } = await file.stat();
      return { size, stream: createReadStream('', { fd: file }) };
    },
    remove: (hash) => rm(place(hash), { force: true }),
    async *list() {
      for (const folder of await readdir(dir).catch(absent([]))) {
        if (folder.length !== 2) continue;
        for (const name of await readdir(join(dir, folder))) if (HASH.test(name)) yield name;
      }
    },
  };
}

/** Answers for what is not there; any other failure is the disk's. */
function absent<T>(answer: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return answer;
    throw asStoreError(error);
  };
}

async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
