/** What a data directory holds, but for what every contact leaves: when devices and sessions were last seen, and the trail. */
import { canonicalText } from '../../../src/domain/canonical.ts';
import { every } from '../../../server/cases/paging.ts';
import { openStores } from '../../../server/store/open.ts';

export async function contentOf(dataDir: string): Promise<ReadonlyMap<string, string>> {
  const stores = await openStores({ dataDir, couchdbUrl: undefined, prefix: '' });
  const content = new Map<string, string>();
  try {
    for (const database of ['data', 'registry', 'accounts'] as const) {
      for await (const { _rev, seen: _, ...doc } of every(stores[database], '')) {
        const chain = doc['chain'] as { ranges?: unknown } | undefined;
        if (chain !== undefined && canonicalText(chain.ranges ?? []) === '[]') continue;
        content.set(`${database} ${doc._id}`, canonicalText(doc));
      }
    }
    for await (const hash of stores.blobs.list()) content.set(`blob ${hash}`, '');
  } finally {
    await stores.close();
  }
  return content;
}

/** Ids of what is not as it was. */
export function changes(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter((id) => before.get(id) !== after.get(id));
}
