/**
 * Documents as the store has them at this moment, as far as a scope opens them. The index that says what is in scope
 * follows the store and is a moment behind it; so what was read is held against the scope once more, by its own
 * complaint as it was read with it. Every reading of personal details is on the trail before the details leave.
 */
import { docKeys, keysMatch } from '../../src/domain/scope.ts';
import type { ScopeParent } from '../../src/domain/scope.ts';
import type { Caller } from '../auth/identity.ts';
import type { Context } from '../context.ts';
import type { DocWithRevisions, Store } from '../store/store.ts';
import { caseIdOf, isCaseDoc } from './case-index.ts';

const complaintOf = (id: string): string => `complaint:${caseIdOf(id)}`;

/**
 * @param keys the caller's, of this moment
 * @returns in the order of `ids`, with revisions; null for what is absent or not in scope
 */
export async function readInScope(
  store: Store,
  keys: ReadonlySet<string>,
  ids: readonly string[],
): Promise<(DocWithRevisions | null)[]> {
  const asked = new Set(ids);
  const parents = [...new Set(ids.filter(isCaseDoc).map(complaintOf))].filter((id) => !asked.has(id));
  const docs = await store.getMany([...ids, ...parents], { revs: true });
  const found = new Map(docs.flatMap((doc) => (doc === null ? [] : [[doc._id, doc] as const])));
  const opened = (id: string): boolean => {
    const parent = isCaseDoc(id) ? (found.get(complaintOf(id)) ?? null) : null;
    return keysMatch(keys, docKeys(id, parent as unknown as ScopeParent | null));
  };
  return ids.map((id) => (opened(id) ? (found.get(id) ?? null) : null));
}

export async function recordReadings(
  audit: Context['audit'],
  caller: Caller,
  docs: readonly { readonly _id: string }[],
): Promise<void> {
  const parties = docs.filter((doc) => doc._id.startsWith('party:')).map((doc) => doc._id);
  if (parties.length === 0) return;
  await audit.record([{ act: 'party.read', by: caller.via, to: null, detail: { parties } }]);
}
