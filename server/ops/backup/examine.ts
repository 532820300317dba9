/** Reads a backup from its first byte to its last before anything is done with it. */
import { createHash } from 'node:crypto';
import { NoBackup, recordsIn } from './records.ts';
import type { Section } from './records.ts';
import { contentOf, isWhole } from './seal.ts';

export interface Examined {
  /** Unix milliseconds: when it was made */
  readonly at: number;
  readonly docs: number;
  readonly blobs: number;
  /** by section and id, the last record of a document that stands in it more than once */
  readonly latest: ReadonlyMap<string, number>;
}

export const nameOf = (section: Section, id: string): string => `${section}/${id}`;

/** Rejects with `NoBackup` for a file that is damaged, cut short, or none of ours. */
export async function examine(path: string): Promise<Examined> {
  if (!(await isWhole(path)))
    throw new NoBackup(`${path} is damaged, cut short, or no backup of Redress. Nothing was changed.`);
  const latest = new Map<string, number>();
  let at = 0;
  const count = { docs: 0, blobs: 0 };
  for await (const record of recordsIn(contentOf(path))) {
    if (record.kind === 'head') at = record.head.at;
    if (record.kind === 'doc') {
      if (record.again) latest.set(nameOf(record.section, record.doc._id), count.docs);
      count.docs += 1;
    }
    if (record.kind === 'blob') {
      if (createHash('sha256').update(record.bytes).digest('hex') !== record.hash)
        throw new NoBackup(`The file ${record.hash} in ${path} is not what its name says.`);
      count.blobs += 1;
    }
    if (record.kind === 'foot' && (record.foot.docs !== count.docs || record.foot.blobs !== count.blobs))
      throw new NoBackup(`${path} does not hold as much as it says.`);
  }
  return { at, ...count, latest };
}
