import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Change, Seq, Store } from '../../../server/store/store.ts';
import { describeEngines } from './engines.ts';

describeEngines('changes', (fresh) => {
  test('every document once, at its latest change, and nothing after the last', async () => {
    const { data } = await (await fresh()).open();
    const [a] = await data.write([{ _id: 'a', n: 1 }]);
    const [b] = await data.write([{ _id: 'b' }]);
    const [updated] = await data.write([{ _id: 'a', _rev: a?.rev, n: 2 }]);
    const [deleted] = await data.write([{ _id: 'b', _rev: b?.rev, _deleted: true }]);

    const all = await data.changes({ since: null, includeDocs: true });
    expect(all.pending).toBe(0);
    expect(all.changes.toSorted((x, y) => (x.id < y.id ? -1 : 1))).toEqual([
      {
        seq: expect.any(String),
        id: 'a',
        rev: updated?.rev,
        deleted: false,
        doc: { _id: 'a', _rev: updated?.rev, n: 2 },
      },
      {
        seq: expect.any(String),
        id: 'b',
        rev: deleted?.rev,
        deleted: true,
        doc: { _id: 'b', _rev: deleted?.rev, _deleted: true },
      },
    ]);
    expect((await data.changes({ since: all.last })).changes).toEqual([]);
    expect((await data.changes({ since: (await data.info()).seq })).changes).toEqual([]);
  });

  test('in batches, each goes on where the last ended, and pending says that there is more', async () => {
    const { data } = await (await fresh()).open();
    await data.write(Array.from({ length: 25 }, (_, n) => ({ _id: `doc:${n}` })));
    const seen: string[] = [];
    let since: Seq | null = null;
    for (let rounds = 0, pending = 1; pending > 0; rounds++) {
      expect(rounds).toBeLessThan(4);
      const batch = await data.changes({ since, limit: 10 });
      seen.push(...batch.changes.map(({ id }) => id));
      expect(batch.changes.at(-1)).not.toHaveProperty('doc');
      expect(batch.changes.at(-1)?.seq).toBe(batch.last);
      ({ last: since, pending } = batch);
    }
    expect(new Set(seen).size).toBe(25);
    expect(seen).toHaveLength(25);
  });

  test('a follower sees every write, though it comes while the follower is reading', async () => {
    const { data } = await (await fresh()).open();
    await data.write([{ _id: 'before' }]);
    const stop = new AbortController();
    const fromNow = data.follow({ since: 'now', signal: stop.signal, includeDocs: true });
    const fromStart = data.follow({ since: null, signal: stop.signal });
    await pause(50);
    const expected = new Set(Array.from({ length: 300 }, (_, n) => `doc:${n}`));
    const seen = [fromNow, fromStart].map((changes) => collect(changes, expected));

    for (let n = 0; n < 300; n++) {
      await data.write([{ _id: `doc:${n}`, n }]);
      // sometimes while it reads, sometimes when it has long been waiting
      if (n % 50 === 0) await pause(20);
    }
    const [sinceNow, sinceStart] = await Promise.all(seen);
    stop.abort();
    expect(sinceNow?.map(({ id }) => id)).not.toContain('before');
    expect(sinceStart?.[0]?.id).toBe('before');
    expect(sinceNow?.find(({ id }) => id === 'doc:7')?.doc).toMatchObject({ n: 7 });
  });

  test('a follower that stopped goes on from the position of what it last saw', async () => {
    const { data } = await (await fresh()).open();
    await data.write(Array.from({ length: 8 }, (_, n) => ({ _id: `doc:${n}` })));
    const first = await take(data, null, 3);
    const second = await take(data, first.at(-1)?.seq ?? null, 5);
    const ids = [...first, ...second].map(({ id }) => id);
    expect(new Set(ids).size).toBe(8);
  });

  test('a follower that waits ends when told, and when the store closes', async () => {
    const stores = await (await fresh()).open();
    const stop = new AbortController();
    const told = collect(stores.data.follow({ since: null, signal: stop.signal }), new Set(['never']));
    const closed = collect(
      stores.data.follow({ since: null, signal: new AbortController().signal }),
      new Set(['never']),
    );
    await pause(100);
    stop.abort();
    expect(await told).toEqual([]);
    await stores.close();
    expect(await closed).toEqual([]);
  });
});

/** What comes, until all expected ids have come or the feed ends. */
async function collect(changes: AsyncIterable<Change>, expected: ReadonlySet<string>): Promise<Change[]> {
  const missing = new Set(expected);
  const seen: Change[] = [];
  for await (const change of changes) {
    seen.push(change);
    missing.delete(change.id);
    if (missing.size === 0) break;
  }
  return seen;
}

async function take(store: Store, since: Seq | null, count: number): Promise<Change[]> {
  const seen: Change[] = [];
  for await (const change of store.follow({ since, signal: new AbortController().signal })) {
    seen.push(change);
    if (seen.length === count) break;
  }
  return seen;
}
