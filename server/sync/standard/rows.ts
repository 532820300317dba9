/** Rows of `_changes`: what changed, with the revision that it has when it is read. */
import { shown } from './leaf.ts';
import { pageAfter } from './pages.ts';
import type { Options } from './query.ts';
import type { ScopeView } from './scope-view.ts';

const BATCH = 500;

export interface Rows {
  /** a JSON text each, in the order of a page */
  readonly rows: readonly string[];
  /** the sequence after them */
  readonly last: string;
  /** documents after these */
  readonly pending: number;
}

/**
 * @param asked which ids (null: whichever), and whether their content comes with them
 * @param since a sequence; null: from the beginning
 * @param limit documents
 * @throws a StoreError when the store fails
 */
export async function rowsAfter(
  view: ScopeView,
  { only, options }: { readonly only: ReadonlySet<string> | null; readonly options: Options },
  since: string | null,
  limit: number,
): Promise<Rows> {
  const { groups, after, pending } = await pageAfter(view, since, Math.min(limit, BATCH));
  const wanted = groups.map(({ id, docs }) => ({
    id,
    docs: docs.filter((doc) => only === null || only.has(doc)),
  }));
  const ids = wanted.flatMap(({ docs }) => docs);
  const found = await view.read(ids);
  const byId = new Map(ids.map((id, at) => [id, found[at] ?? null]));
  const bodies = options.flag('include_docs');
  const rows: string[] = [];
  const lacking: string[] = [];
  for (const { id, docs } of wanted) {
    const here = docs.flatMap((doc) => byId.get(doc) ?? []);
    if (here.length < docs.length && view.database === 'data') lacking.push(id);
    if (here.length === 0) continue;
    const seq = after(id, lacking);
    for (const doc of here) {
      const row = { seq, id: doc._id, changes: [{ rev: doc._rev }] };
      rows.push(JSON.stringify(bodies ? { ...row, doc: shown(doc, options) } : row));
    }
  }
  return { rows, last: after(groups.at(-1)?.id, lacking), pending };
}
