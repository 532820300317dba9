/**
 * One database as it was at one moment, while others write to it. What there is is read in the order of its changes,
 * then what changed meanwhile, ever less; for the last of it this process's writes are held up for a moment. Invariant:
 * for each document, what is given last is what it was at the end.
 *
 * Another process may write to the same CouchDB and won't be held up. Then what the chains of devices claim is not
 * taken from the last reading: a chain that knows less than there is mends itself when its device pushes again, one
 * that claims an item which is not there would have it confirmed and lost.
 */
import type { Change, DocWithRevisions, Seq, Store } from '../../store/store.ts';

/** Changes read at once. */
const PAGE = 500;
/** Changes that are few enough to read while writers wait: some hundred milliseconds. */
const FEW = 1_000;
/** Readings of what changed meanwhile before writers wait whatever there is. */
const ROUNDS = 10;
/** Readings while this process is held up before it is certain that another one writes. */
const LAST_ROUNDS = 5;

const isClaim = (id: string): boolean => id.startsWith('chain:') || id.startsWith('links:');

export interface Captured {
  /** whether they may have been given before, and have changed since */
  readonly again: boolean;
  readonly docs: readonly DocWithRevisions[];
}

async function read(store: Store, changes: readonly Change[]): Promise<DocWithRevisions[]> {
  // null: it has changed since, and comes again
  return (await store.getRevisions(changes)).flatMap((doc) => doc ?? []);
}

export async function* captured(store: Store): AsyncGenerator<Captured> {
  let since: Seq | null = null;
  for (let round = 0; round < ROUNDS; round += 1) {
    let count = 0;
    for (;;) {
      const { changes, last, pending } = await store.changes({ since, limit: PAGE });
      since = last;
      count += changes.length;
      if (changes.length > 0) yield { again: round > 0, docs: await read(store, changes) };
      if (pending === 0 || changes.length === 0) break;
    }
    if (round > 0 && count < FEW) break;
  }
  for (const docs of await store.hold(() => theLast(store, since))) yield { again: true, docs };
}

async function theLast(store: Store, from: Seq | null): Promise<DocWithRevisions[][]> {
  const parts: DocWithRevisions[][] = [];
  let since = from;
  for (let round = 0; round < LAST_ROUNDS; round += 1) {
    const { changes, last } = await store.changes({ since });
    if (changes.length === 0) return parts;
    parts.push(await read(store, changes));
    since = last;
  }
  const final = parts.pop() ?? [];
  return [...parts, final.filter(({ _id }) => !isClaim(_id))];
}
