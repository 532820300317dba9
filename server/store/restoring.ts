/**
 * The mark of a restore that has begun and not ended. While it stands nobody else opens these stores: half of what was
 * would look like all there is. It is a file, written before anything is removed, and a local document for a server on
 * another machine that uses the same CouchDB.
 */
import { open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Store } from './store.ts';

const ID = 'restoring';
const fileOf = (dataDir: string): string => join(dataDir, 'restoring.json');

/** What the restore needs again should it be repeated. */
export type RestoringMark = Record<string, unknown>;

async function inFile(dataDir: string): Promise<RestoringMark | null> {
  try {
    return JSON.parse(await readFile(fileOf(dataDir), 'utf8')) as RestoringMark;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

export async function restoringMark(
  dataDir: string,
  accounts: Pick<Store, 'getLocal'>,
): Promise<RestoringMark | null> {
  return (await inFile(dataDir)) ?? (await accounts.getLocal(ID));
}

/** Before anything is removed. */
export async function markRestoringHere(dataDir: string, mark: RestoringMark): Promise<void> {
  const file = await open(fileOf(dataDir), 'w', 0o600);
  try {
    await file.writeFile(JSON.stringify(mark));
    await file.sync();
  } finally {
    await file.close();
  }
}

export const markRestoring = (accounts: Pick<Store, 'putLocal'>, mark: RestoringMark): Promise<void> =>
  accounts.putLocal(ID, mark);

export async function unmarkRestoring(dataDir: string, accounts: Pick<Store, 'removeLocal'>): Promise<void> {
  await accounts.removeLocal(ID);
  await rm(fileOf(dataDir), { force: true });
}
