import { expect, test } from 'vitest';
import type { DocWithRevisions, Stores } from '../../../server/store/store.ts';
import { describeEngines } from './engines.ts';

async function grown(stores: Stores): Promise<void> {
  for (const id of ['kept', 'gone']) {
    let rev: string | undefined;
    for (let n = 0; n < 4; n += 1) {
      const [written] = await stores.data.write([{ _id: id, _rev: rev, n }]);
      rev = written?.rev;
    }
    if (id === 'gone') await stores.data.write([{ _id: id, _rev: rev, _deleted: true }]);
  }
}

const present = (docs: readonly (DocWithRevisions | null)[]): DocWithRevisions[] =>
  docs.filter((doc) => doc !== null);

describeEngines('revisions', (fresh) => {
  test('documents go from one store to another with their ancestry, deleted ones too', async () => {
    const [from, to] = [await (await fresh()).open(), await (await fresh()).open()];
    await grown(from);
    const { changes } = await from.data.changes({ since: null });
    const docs = present(await from.data.getRevisions(changes));
    expect(docs.map(({ _id, _revisions, _deleted }) => [_id, _revisions?.start, _deleted])).toEqual(
      expect.arrayContaining([
        ['kept', 4, undefined],
        ['gone', 5, true],
      ]),
    );
    await to.data.putRevisions(docs);
    await to.data.putRevisions(docs);
    const ids = ['kept', 'gone'];
    expect(await to.data.getMany(ids, { revs: true })).toEqual(await from.data.getMany(ids, { revs: true }));
    expect(await to.data.get('gone')).toBeNull();
    const there = (await to.data.changes({ since: null })).changes;
    const told = (all: typeof changes) => all.map(({ id, rev, deleted }) => `${id} ${rev} ${deleted}`).sort();
    expect(told(there)).toEqual(told(changes));
    const kept = await to.data.get('kept');
    const [next] = await to.data.write([{ _id: 'kept', _rev: kept?._rev, n: 9 }]);
    expect(next?.rev).toMatch(/^5-/);
  });

  test('a revision that is no longer there is null', async () => {
    const stores = await (await fresh()).open();
    await grown(stores);
    const asked = [
      { id: 'kept', rev: `9-${'a'.repeat(32)}` },
      { id: 'never', rev: `1-${'a'.repeat(32)}` },
    ];
    expect(await stores.data.getRevisions(asked)).toEqual([null, null]);
    expect(await stores.data.getRevisions([])).toEqual([]);
  });

  test('while it is held nothing is written, and what waited is written afterwards', async () => {
    const { data } = await (await fresh()).open();
    let waiting: Promise<unknown> = Promise.resolve();
    await data.hold(async () => {
      waiting = data.write([{ _id: 'later' }]);
      const before = (await data.info()).seq;
      await new Promise((done) => setTimeout(done, 30));
      expect([await data.get('later'), (await data.info()).seq]).toEqual([null, before]);
    });
    await waiting;
    expect(await data.get('later')).not.toBeNull();
  });
});
