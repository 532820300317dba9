/**
 * From a backup to a store, of either engine. Invariants: nothing is touched before all of the file has been found
 * whole; nothing that is stored is removed before it has been written to a backup of its own; a restore that was cut
 * short leaves a mark with which no server starts, and is repeated from the beginning.
 */
import { join } from 'node:path';
import { openStores } from '../../store/open.ts';
import type { OpenOptions } from '../../store/open.ts';
import { removeStores } from '../../store/remove.ts';
import { markRestoring, markRestoringHere, restoringMark, unmarkRestoring } from '../../store/restoring.ts';
import type { Stores } from '../../store/store.ts';
import { carriedBefore, carriedFrom, carryOver } from './carried.ts';
import { compare } from './compare.ts';
import type { Comparison } from './compare.ts';
import { backupContent } from './content.ts';
import { examine } from './examine.ts';
import type { Examined } from './examine.ts';
import { writeBackupFile } from './file.ts';
import { portionsOf } from './final-records.ts';
import { sealed } from './seal.ts';

export interface RestoreRequest {
  readonly file: string;
  readonly into: OpenOptions;
  /** what is there gives way, after it has been written to a backup */
  readonly replace: boolean;
  /** Unix milliseconds */
  readonly now: number;
}
export interface Restored extends Comparison {
  readonly ok: boolean;
  /** Unix milliseconds: when the backup was made */
  readonly at: number;
  /** where what was there before has been written; null: there was nothing */
  readonly before: string | null;
}

/** What the operator can put right. */
export class NotRestored extends Error {
  override readonly name = 'NotRestored';
}

/** A server that has only been started, and nobody has set up, has nothing to lose. */
async function isUsed({ data, registry, accounts, blobs }: Stores): Promise<boolean> {
  const people = await accounts.range({ from: 'account:', to: 'account;', limit: 1 });
  const counts = await Promise.all([data.info(), registry.info()]);
  if (people.length > 0 || counts.some(({ docCount }) => docCount > 0)) return true;
  for await (const _hash of blobs.list()) return true;
  return false;
}

async function putAside(stores: Stores, { into, now }: RestoreRequest): Promise<string> {
  const name = `before-restore-${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}.redress`;
  const path = join(into.dataDir, name);
  await writeBackupFile(path, sealed(backupContent(stores, now)));
  return path;
}

/** Makes room. @returns what was there, written to a file; null: nothing */
async function makeRoom(request: RestoreRequest): Promise<string | null> {
  const { into } = request;
  const stores = await openStores({ ...into, halfRestored: true });
  try {
    const mark = await restoringMark(into.dataDir, stores.accounts);
    const used = mark === null && (await isUsed(stores));
    if (used && !request.replace)
      throw new NotRestored(
        'There are records here already. Restore into an empty place (--data, or another COUCHDB_PREFIX), or add ' +
          '--replace: what is here is then written to a backup first, and gives way.',
      );
    const before = used ? await putAside(stores, request) : null;
    const carried = carriedBefore(mark) ?? (await carriedFrom(stores));
    await markRestoringHere(into.dataDir, carried);
    return before;
  } finally {
    await stores.close();
  }
}

async function fill(stores: Stores, file: string, examined: Examined): Promise<void> {
  for await (const portion of portionsOf(file, examined)) {
    if ('docs' in portion) {
      await stores[portion.section].putRevisions(portion.docs);
      continue;
    }
    const { hash, bytes } = portion;
    const { error } = await stores.blobs.put(hash, bytes, bytes.length);
    if (error !== undefined) throw new Error(`${hash}: ${error}`);
  }
}

/**
 * Rejects with `NoBackup` or `NotRestored`, having changed nothing, or with a `StoreError`.
 *
 * @returns how it compares with the backup, document by document; not `ok`: the mark stands, and no server starts
 */
export async function restore(request: RestoreRequest): Promise<Restored> {
  const { file, into } = request;
  const examined = await examine(file);
  const before = await makeRoom(request);
  await removeStores(into);
  const stores = await openStores({ ...into, halfRestored: true });
  try {
    const carried = carriedBefore(await restoringMark(into.dataDir, stores.accounts));
    if (carried === null) throw new NotRestored('The mark of this restore has gone. Repeat it.');
    await markRestoring(stores.accounts, carried);
    await fill(stores, file, examined);
    const compared = await compare(stores, file, examined);
    const ok = compared.differences.length === 0;
    if (ok) {
      await carryOver(stores, carried);
      await unmarkRestoring(into.dataDir, stores.accounts);
    }
    return { ok, at: examined.at, before, ...compared };
  } finally {
    await stores.close();
  }
}
