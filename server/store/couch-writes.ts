/**
 * Writing to CouchDB so that what has a result is what readers find, on a cluster too.
 *
 * Each node checks a revision by itself. Of two servers that write one document at once, each may be taken by some of
 * its copies; CouchDB 3.5 then keeps both, tells both that all is well, and picks a winner by its hash (tried: of 400
 * increments of a counter, 9 were lost). So every copy is waited for. Invariants:
 * - a revision that all copies took is the only one of its generation;
 * - where CouchDB says "accepted", a copy is away or took another's: then the winner of all leaves that can be reached is
 *   given to every copy, the others are deleted, and whoever wrote one of those is told of a conflict;
 * - nothing is taken that less than half of the copies could have.
 */
import type { Couch } from './couch.ts';
import { descendsFrom, readLeaves, winnerOf } from './couch-leaves.ts';
import type { DocWithRevisions, NewDoc, WriteResult } from './store.ts';
import { StoreError } from './store-error.ts';

interface Written {
  id: string;
  ok: true;
  rev: string;
  /** fewer copies took it than were waited for */
  accepted?: boolean;
}
type BulkAnswer = (Written | { id: string; error: string; reason: string })[];

/** @param copies of each document, `n` */
export function couchWriter(
  couch: Couch,
  db: string,
  copies: number,
): (docs: readonly NewDoc[]) => Promise<WriteResult[]> {
  const bulk = <T>(body: object): Promise<T> =>
    couch.ask<T>({ db, path: '_bulk_docs', method: 'POST', body });

  async function refuseMinority(): Promise<void> {
    const [{ all_nodes: alive }, { shards }] = await Promise.all([
      couch.ask<{ all_nodes: string[] }>({ path: '_membership' }),
      couch.ask<{ shards: Record<string, string[]> }>({ db, path: '_shards' }),
    ]);
    for (const nodes of Object.values(shards)) {
      if (nodes.filter((node) => alive.includes(node)).length * 2 > nodes.length) continue;
      throw new StoreError('store.unavailable', `${db} has lost the nodes of half of its copies`);
    }
  }

  /** @returns the ids of those that lost against another's write */
  async function settle(unsure: readonly Written[]): Promise<Set<string>> {
    await refuseMinority();
    const ids = unsure.map(({ id }) => id);
    const leaves = await readLeaves(couch, db, ids, { revs: true, copies });
    const lost = new Set<string>();
    const won: DocWithRevisions[] = [];
    const dead: NewDoc[] = [];
    for (const { id, rev } of unsure) {
      const all = leaves.get(id) ?? [];
      const winner = winnerOf(all);
      if (winner === undefined || !descendsFrom(winner, rev)) lost.add(id);
      if (winner === undefined || all.length === 1) continue;
      if (!('_attachments' in winner)) won.push(winner);
      for (const leaf of all)
        if (leaf !== winner && leaf['_deleted'] !== true)
          dead.push({ _id: id, _rev: leaf._rev, _deleted: true });
    }
    if (won.length > 0) await bulk({ docs: won, new_edits: false, w: copies });
    // whether it is done here or by whoever wrote them: a deletion of one revision is the same wherever it is made
    if (dead.length > 0) await bulk({ docs: dead, w: copies });
    return lost;
  }

  return async (docs) => {
    const answers = await bulk<BulkAnswer>(copies > 1 ? { docs, w: copies } : { docs });
    const unsure = answers.filter((answer): answer is Written => 'rev' in answer && answer.accepted === true);
    const lost = unsure.length > 0 ? await settle(unsure) : new Set<string>();
    return answers.map((answer) =>
      lost.has(answer.id) ? { id: answer.id, error: 'conflict' } : writeResult(answer),
    );
  };
}

function writeResult(answer: BulkAnswer[number]): WriteResult {
  if ('rev' in answer) return { id: answer.id, rev: answer.rev };
  if (answer.error === 'conflict') return { id: answer.id, error: 'conflict' };
  throw new StoreError('store.unavailable', `${answer.id} was not written: ${answer.error} ${answer.reason}`);
}
