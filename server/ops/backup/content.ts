/** Everything the server stores, as a backup has it. Local documents stay out: positions and epochs are of this store. */
import type { Stores } from '../../store/store.ts';
import { captured } from './capture.ts';
import { SECTIONS } from './records.ts';
import type { Foot, Head, Section } from './records.ts';

const line = (value: object): Uint8Array => Buffer.from(`${JSON.stringify(value)}\n`);

/** Sessions that ended leave nothing that anybody will ask for. */
const isWorthKeeping = (doc: { readonly _id: string; readonly _deleted?: unknown }): boolean =>
  !(doc._deleted === true && doc._id.startsWith('session:'));

/** @param now Unix milliseconds */
export async function* backupContent(stores: Stores, now: number): AsyncGenerator<Uint8Array> {
  const count = { docs: 0, blobs: 0 };
  yield line({ redress: 'backup', v: 1, at: now } satisfies Head);
  for (const section of SECTIONS) {
    yield* documents(stores, section, count);
    if (section === 'data') yield* blobs(stores, count);
  }
  yield line({ end: true, ...count } satisfies Foot);
}

async function* documents(
  stores: Stores,
  section: Section,
  count: { docs: number },
): AsyncGenerator<Uint8Array> {
  let before: boolean | null = null;
  for await (const { again, docs } of captured(stores[section])) {
    if (again !== before) yield line({ section, again });
    before = again;
    const kept = docs.filter(isWorthKeeping);
    count.docs += kept.length;
    if (kept.length > 0) yield Buffer.from(kept.map((doc) => `${JSON.stringify(doc)}\n`).join(''));
  }
}

async function* blobs({ blobs: shelf }: Stores, count: { blobs: number }): AsyncGenerator<Uint8Array> {
  for await (const hash of shelf.list()) {
    const found = await shelf.get(hash);
    if (found === null) continue;
    yield line({ blob: hash, size: found.size });
    for await (const part of found.stream) yield part as Uint8Array;
    count.blobs += 1;
  }
}
