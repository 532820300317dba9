/** What is to be restored of an examined backup: each document once, as it was at the end, and each blob. */
import type { DocWithRevisions } from '../../store/store.ts';
import type { Examined } from './examine.ts';
import { nameOf } from './examine.ts';
import { isRestored } from './keeps.ts';
import { recordsIn } from './records.ts';
import type { Section } from './records.ts';
import { contentOf } from './seal.ts';

/** Documents handed on together. */
const BATCH = 500;

export type Portion =
  | { readonly section: Section; readonly docs: readonly DocWithRevisions[] }
  | { readonly hash: string; readonly bytes: Uint8Array };

export async function* portionsOf(path: string, { latest }: Examined): AsyncGenerator<Portion> {
  let index = -1;
  let section: Section = 'data';
  let docs: DocWithRevisions[] = [];
  for await (const record of recordsIn(contentOf(path))) {
    if (record.kind === 'doc') index += 1;
    const ends = record.kind !== 'doc' || record.section !== section || docs.length === BATCH;
    if (ends && docs.length > 0) {
      yield { section, docs };
      docs = [];
    }
    if (record.kind === 'blob') yield { hash: record.hash, bytes: record.bytes };
    if (record.kind !== 'doc') continue;
    section = record.section;
    const last = latest.get(nameOf(section, record.doc._id)) ?? index;
    if (last === index && isRestored(section, record.doc)) docs.push(record.doc);
  }
}
