/** Removes everything the server stores, for what is restored in its place. Nobody has the stores open. */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { connectCouch, hasStatus } from './couch.ts';
import type { OpenOptions } from './open.ts';
import { DATABASES } from './store.ts';

export async function removeStores({ dataDir, couchdbUrl, prefix = 'redress_' }: OpenOptions): Promise<void> {
  if (couchdbUrl !== undefined) return removeFromCouch(couchdbUrl, prefix);
  for (const name of DATABASES)
    await rm(join(dataDir, 'store', prefix + name), { recursive: true, force: true });
  const blobs = join(dataDir, 'blobs');
  for (const folder of await readdir(blobs).catch(() => []))
    await rm(join(blobs, folder), { recursive: true, force: true });
}

async function removeFromCouch(url: string, prefix: string): Promise<void> {
  const couch = connectCouch(url);
  for (const name of [...DATABASES, 'blobs']) {
    try {
      await couch.ask({ db: prefix + name, method: 'DELETE' });
    } catch (error) {
      if (!hasStatus(error, 404)) throw error;
    }
  }
}
