/**
 * What changed before this process began to watch: asked of the store, which knows what changed but not who could read
 * it before. So everything that can be read now is sent as if it were new, and where somebody may have been able to read
 * what they can't any more, nothing is guessed: the scope is sent anew.
 */
import { keysMatch } from '../../src/domain/scope.ts';
import type { Seq, Stores } from '../store/store.ts';
import { caseIdOf, isCaseDoc, unseen } from './case-index.ts';
import type { CaseChange, Feed } from './feed.ts';

/** Changes beyond which sending the scope anew is quicker. */
const MOST = 5_000;

/** @returns null: send the scope anew */
export async function beforeTheWindow(
  stores: Pick<Stores, 'data' | 'registry'>,
  feed: Feed,
  keys: ReadonlySet<string>,
  at: { data: Seq; registry: Seq },
): Promise<{ cases: CaseChange[]; registry: string[] } | null> {
  const [data, registry] = await Promise.all([
    stores.data.changes({ since: at.data, limit: MOST }),
    stores.registry.changes({ since: at.registry, limit: MOST }),
  ]);
  if (data.pending + registry.pending > 0) return null;
  const changed = data.changes.map(({ id }) => id).filter(isCaseDoc);
  const cases = changed.map((doc) => ({ id: caseIdOf(doc), doc, before: unseen }));
  if (cases.some(({ id }) => mayHaveLost(feed, keys, id))) return null;
  return { cases, registry: registry.changes.map(({ id }) => id) };
}

function mayHaveLost(feed: Feed, keys: ReadonlySet<string>, id: string): boolean {
  const see = feed.cases.get(id)?.see;
  if (see === undefined) return false;
  const all = keysMatch(keys, see.complaint) && keysMatch(keys, see.party);
  return !all && see.formerly.some((key) => keys.has(key));
}
