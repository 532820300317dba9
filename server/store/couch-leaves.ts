/** A document's leaves, as CouchDB's copies have them together, and which of them readers are to find. */
import type { Couch } from './couch.ts';
import type { DocWithRevisions } from './store.ts';
import { StoreError } from './store-error.ts';

interface BulkGetAnswer {
  results: {
    id: string;
    docs: ({ ok: DocWithRevisions } | { error: { error: string; reason: string } })[];
  }[];
}

const generationOf = (rev: string): number => Number.parseInt(rev, 10);
const isDeleted = (leaf: DocWithRevisions): boolean => leaf['_deleted'] === true;

/** As CouchDB chooses: what is not deleted, then the most generations, then the greater hash. */
function comesBefore(one: DocWithRevisions, other: DocWithRevisions): boolean {
  if (isDeleted(one) !== isDeleted(other)) return !isDeleted(one);
  const [a, b] = [generationOf(one._rev), generationOf(other._rev)];
  return a === b ? one._rev > other._rev : a > b;
}

/** @returns undefined: there are none */
export const winnerOf = (leaves: readonly DocWithRevisions[]): DocWithRevisions | undefined =>
  leaves.reduce<DocWithRevisions | undefined>(
    (best, leaf) => (best === undefined || comesBefore(leaf, best) ? leaf : best),
    undefined,
  );

/** Whether this revision is the leaf itself or one that it was made from; needs the leaf's `_revisions`. */
export function descendsFrom({ _rev, _revisions }: DocWithRevisions, rev: string): boolean {
  if (_rev === rev) return true;
  const [generation = '', hash] = rev.split('-');
  return _revisions !== undefined && _revisions.ids[_revisions.start - Number(generation)] === hash;
}

/**
 * @param copies how many copies to ask; as many as CouchDB does by itself unless told
 * @returns the leaves of each document, deleted ones too, by id; none of what never was
 */
export async function readLeaves(
  couch: Couch,
  db: string,
  ids: readonly string[],
  { revs = false, copies }: { revs?: boolean; copies?: number } = {},
): Promise<Map<string, DocWithRevisions[]>> {
  const body = { docs: ids.map((id) => ({ id })) };
  const qs = { revs: revs ? true : undefined, r: copies };
  const { results } = await couch.ask<BulkGetAnswer>({ db, path: '_bulk_get', method: 'POST', qs, body });
  const found = new Map<string, DocWithRevisions[]>();
  for (const { id, docs } of results) {
    const leaves: DocWithRevisions[] = [];
    for (const leaf of docs) {
      if ('ok' in leaf) leaves.push(leaf.ok);
      else if (leaf.error.error !== 'not_found')
        throw new StoreError('store.unavailable', `${id} was not read: ${leaf.error.reason}`);
    }
    found.set(id, leaves);
  }
  return found;
}
