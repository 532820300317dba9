/** Writing a backup file: it has its name when all of it is on disk and has been read back, and not before. */
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isWhole } from './seal.ts';

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/**
 * Readable by this user only: it holds everybody's details. Rejects, leaving nothing, when the bytes end early or the
 * disk fails.
 *
 * @returns bytes written
 */
export async function writeBackupFile(path: string, bytes: AsyncIterable<Uint8Array>): Promise<number> {
  const part = `${path}.part`;
  try {
    const file = await open(part, 'w', 0o600);
    let size = 0;
    try {
      for await (const chunk of bytes) {
        await file.writeFile(chunk);
        size += chunk.length;
      }
      await file.sync();
    } finally {
      await file.close();
    }
    if (!(await isWhole(part))) throw new Error('The backup broke off.');
    await rename(part, path);
    await syncFolder(dirname(path));
    return size;
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
