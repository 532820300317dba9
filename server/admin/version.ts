/** Two administrators at once: whoever decided on what is no longer so is told, and nothing is overwritten unseen. */
import type { FastifyRequest } from 'fastify';
import { succeed, fail } from '../errors.ts';
import type { Result } from '../errors.ts';
import type { NewDoc, Store, StoredDoc } from '../store/store.ts';

/** What `If-Match` says was seen; null: the sender doesn't mind. */
export function seenVersion(request: FastifyRequest): string | null {
  const header = request.headers['if-match'];
  return header === undefined || header === '*' ? null : header.replace(/^W\//, '').replaceAll('"', '');
}

/**
 * Writes what `make` makes of what is there.
 *
 * @param seen the revision that was decided on; null: whatever is there
 * @returns `organisation.changedMeanwhile`
 */
export async function replaceDoc(
  store: Store,
  id: string,
  seen: string | null,
  make: (before: StoredDoc | null) => NewDoc,
): Promise<Result<StoredDoc>> {
  for (;;) {
    const before = await store.get(id);
    if (seen !== null && (before?._rev ?? '') !== seen) return fail('organisation.changedMeanwhile');
    const doc = { ...make(before), _id: id, _rev: before?._rev };
    const [written] = await store.write([doc]);
    if (written !== undefined && written.error === undefined) return succeed({ ...doc, _rev: written.rev });
  }
}
