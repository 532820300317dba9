/** Whether a store holds just what a backup does: every document with its ancestry, every blob, and nothing beside. */
import { createHash } from 'node:crypto';
import { canonicalText } from '../../../src/domain/canonical.ts';
import type { DocWithRevisions, Store, Stores } from '../../store/store.ts';
import type { Examined } from './examine.ts';
import { portionsOf } from './final-records.ts';
import { CODE_COUNTER } from './keeps.ts';
import { SECTIONS } from './records.ts';
import type { Section } from './records.ts';

export interface Comparison {
  readonly docs: number;
  readonly blobs: number;
  /** what differs, at most a hundred of them, as `data/complaint:…` */
  readonly differences: readonly string[];
}

const MOST = 100;

export async function compare(stores: Stores, path: string, examined: Examined): Promise<Comparison> {
  const differences: string[] = [];
  const live = new Map<Section, number>();
  const count = { docs: 0, blobs: 0 };
  const hashes = new Set<string>();
  for await (const portion of portionsOf(path, examined)) {
    if ('hash' in portion) {
      count.blobs += 1;
      hashes.add(portion.hash);
      if (!(await holdsBlob(stores, portion.hash))) differences.push(`blobs/${portion.hash}`);
      continue;
    }
    const { section, docs } = portion;
    count.docs += docs.length;
    live.set(section, (live.get(section) ?? 0) + docs.filter(({ _deleted }) => _deleted !== true).length);
    differences.push(...(await differing(stores[section], docs)).map((id) => `${section}/${id}`));
  }
  for (const section of SECTIONS) {
    const { docCount } = await stores[section].info();
    const expected = live.get(section) ?? 0;
    if (docCount !== expected) differences.push(`${section}: ${docCount} documents instead of ${expected}`);
  }
  for await (const hash of stores.blobs.list()) if (!hashes.has(hash)) differences.push(`blobs/${hash}`);
  return { ...count, differences: differences.slice(0, MOST) };
}

async function differing(store: Store, docs: readonly DocWithRevisions[]): Promise<string[]> {
  const ids = docs.map(({ _id }) => _id);
  const current = await store.getMany(ids);
  const stored = await store.getRevisions(docs.map(({ _id, _rev }) => ({ id: _id, rev: _rev })));
  return docs.flatMap((doc, at) => {
    // it is raised once all has been restored
    if (doc._id === CODE_COUNTER) return [];
    const same =
      (current[at]?._rev ?? null) === (doc._deleted === true ? null : doc._rev) &&
      canonicalText(stored[at] ?? null) === canonicalText(doc);
    return same ? [] : [doc._id];
  });
}

async function holdsBlob({ blobs }: Stores, hash: string): Promise<boolean> {
  const found = await blobs.get(hash);
  if (found === null) return false;
  const digest = createHash('sha256');
  for await (const part of found.stream) digest.update(part as Uint8Array);
  return digest.digest('hex') === hash;
}
