import type { NewDoc, WriteResult } from './store.ts';

type WriteBatch = (docs: NewDoc[]) => Promise<WriteResult[]>;

interface Waiting {
  docs: readonly NewDoc[];
  done: (results: WriteResult[]) => void;
  failed: (reason: unknown) => void;
}

/**
 * Group commit: what is asked while a batch is on its way to the disk goes with the next one, so that many
 * writers share an fsync. Invariants:
 * - at most one batch is being written at any time, and they are written in the order asked;
 * - a caller's documents stay together, in one batch, unless they alone are more than `most` or repeat an id;
 * - no batch has an id twice: PouchDB would answer the second one "conflict" and yet keep its revision, as a leaf without
 *   content (it merges into the very tree that it is about to write);
 * - a batch that fails fails for each of its callers; one that was refused is written anew, each caller's apart.
 *
 * @param refused tells of an error that the engine took none of the batch, for what is in it
 */
export function groupWrites(
  writeBatch: WriteBatch,
  { most = 1000, refused = () => false }: { most?: number; refused?: (error: unknown) => boolean } = {},
): (docs: readonly NewDoc[]) => Promise<WriteResult[]> {
  const queue: Waiting[] = [];
  let running = false;

  function nextGroup(): Waiting[] {
    const group: Waiting[] = [];
    const ids = new Set<string>();
    let size = 0;
    for (let next = queue[0]; next !== undefined; next = queue[0]) {
      if (group.length > 0 && size + next.docs.length > most) break;
      if (next.docs.some(({ _id }) => ids.has(_id))) break;
      for (const { _id } of next.docs) ids.add(_id);
      size += next.docs.length;
      group.push(next);
      queue.shift();
    }
    return group;
  }

  async function run(): Promise<void> {
    while (queue.length > 0) await settle(nextGroup());
    running = false;
  }

  async function settle(group: Waiting[]): Promise<void> {
    try {
      const results = await writeInParts(group.flatMap(({ docs }) => docs));
      let from = 0;
      for (const { docs, done } of group) done(results.slice(from, (from += docs.length)));
    } catch (error) {
      if (group.length > 1 && refused(error)) {
        for (const caller of group) await settle([caller]);
      } else {
        for (const { failed } of group) failed(error);
      }
    }
  }

  async function writeInParts(docs: NewDoc[]): Promise<WriteResult[]> {
    const results: WriteResult[] = [];
    for (const part of partsOf(docs, most)) results.push(...(await writeBatch(part)));
    return results;
  }

  return (docs) =>
    new Promise((done, failed) => {
      queue.push({ docs, done, failed });
      if (running) return;
      running = true;
      void run();
    });
}

/** In order, none larger than `most`, none with an id twice. */
function partsOf(docs: readonly NewDoc[], most: number): NewDoc[][] {
  const parts: NewDoc[][] = [];
  let ids = new Set<string>();
  for (const doc of docs) {
    let part = parts.at(-1);
    if (part === undefined || part.length === most || ids.has(doc._id)) {
      part = [];
      parts.push(part);
      ids = new Set();
    }
    part.push(doc);
    ids.add(doc._id);
  }
  return parts;
}
