/** Reading a store while it is written: what was handed over, and the position to follow from, go with each other. */
import { expect, it } from 'vitest';
import { readAll } from '../../../server/cases/reading.ts';
import type { Store, StoredDoc } from '../../../server/store/store.ts';
import { describeEngines } from './engines.ts';

describeEngines('reading all of a store', (fresh) => {
  /** A store of five documents, one of which is changed, one removed and one new as soon as they have been read. */
  async function meddledWith(copiesDiffer: boolean): Promise<{ store: Store; data: Store }> {
    const { data } = await (await fresh()).open();
    const written = await data.write(['a', 'b', 'c', 'd', 'e'].map((id) => ({ _id: `part:${id}`, n: 0 })));
    const rev = (id: string): string => written.find((one) => one.id === `part:${id}`)?.rev ?? '';
    let meddled = false;
    const meddling = async <T>(read: Promise<T>): Promise<T> => {
      const found = await read;
      if (meddled) return found;
      meddled = true;
      await data.write([
        { _id: 'part:a', _rev: rev('a'), n: 1 },
        { _id: 'part:b', _rev: rev('b'), _deleted: true },
        { _id: 'part:f', n: 1 },
        { _id: 'other:g' },
      ]);
      return found;
    };
    const store: Store = {
      ...data,
      copiesDiffer,
      range: (options) => meddling(data.range(options)),
      getMany: (ids, options) => meddling(data.getMany(ids, options)),
    };
    return { store, data };
  }

  it.each([false, true])('has each document as it is at the position (copies differ: %s)', async (differ) => {
    const { store, data } = await meddledWith(differ);
    const seen = new Map<string, StoredDoc>();
    const position = await readAll(store, ['part:'], ({ id, deleted, doc }) => {
      if (deleted) seen.delete(id);
      else if (doc !== undefined) seen.set(id, doc);
    });
    const there = await data.range({ from: 'part:', to: 'part:\uffff', includeDocs: true });
    expect([...seen.values()].toSorted((one, other) => (one._id < other._id ? -1 : 1))).toEqual(there);
    expect(there).toHaveLength(5);
    expect((await data.changes({ since: position })).changes).toEqual([]);
  });
});
