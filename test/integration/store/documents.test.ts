import { expect, test } from 'vitest';
import { describeEngines } from './engines.ts';

describeEngines('documents', (fresh) => {
  test('what was written is read, and stays after closing and opening', async () => {
    const { open } = await fresh();
    const first = await open();
    const [created] = await first.data.write([
      { _id: 'complaint:1', text: 'дуже довго', nested: { list: [1, null] } },
    ]);
    await first.close();

    const { data } = await open();
    const doc = await data.get('complaint:1');
    expect(doc).toEqual({
      _id: 'complaint:1',
      _rev: created?.rev,
      text: 'дуже довго',
      nested: { list: [1, null] },
    });
    expect(await data.get('complaint:2')).toBeNull();
  });

  test('a create of what exists, an update of what has changed and an impossible revision are conflicts', async () => {
    const { data } = await (await fresh()).open();
    const [created] = await data.write([{ _id: 'a', n: 1 }]);
    const same = await data.write([{ _id: 'a', n: 1 }]);
    const [updated] = await data.write([{ _id: 'a', _rev: created?.rev, n: 2 }]);
    const stale = await data.write([{ _id: 'a', _rev: created?.rev, n: 3 }]);
    const absent = await data.write([{ _id: 'b', _rev: created?.rev, n: 3 }]);
    const impossible = await data.write([{ _id: 'c', _rev: 'last', n: 3 }]);

    expect(same).toEqual([{ id: 'a', error: 'conflict' }]);
    expect(updated?.rev).toMatch(/^2-/);
    expect(stale).toEqual([{ id: 'a', error: 'conflict' }]);
    expect(absent).toEqual([{ id: 'b', error: 'conflict' }]);
    expect(impossible).toEqual([{ id: 'c', error: 'conflict' }]);
    expect(await data.get('a')).toEqual({ _id: 'a', _rev: updated?.rev, n: 2 });
    expect((await data.info()).docCount).toBe(1);
  });

  test('each document of a batch has its own result, in order, and one conflict stops no other', async () => {
    const { data } = await (await fresh()).open();
    await data.write([{ _id: 'b' }]);
    const docs = [{ _id: 'c' }, { _id: 'b', again: true }, { _id: 'x', _rev: 'no' }, { _id: 'a' }];
    const asGiven = structuredClone(docs);
    const results = await data.write(docs);

    expect(results.map(({ id, error }) => [id, error])).toEqual([
      ['c', undefined],
      ['b', 'conflict'],
      ['x', 'conflict'],
      ['a', undefined],
    ]);
    expect(docs).toEqual(asGiven);
    expect((await data.getMany(['a', 'b', 'c', 'x'])).map((doc) => doc?._rev.slice(0, 2))).toEqual([
      '1-',
      '1-',
      '1-',
      undefined,
    ]);
  });

  test('of many writers with the same revision in hand exactly one wins', async () => {
    const { data } = await (await fresh()).open();
    const [created] = await data.write([{ _id: 'a', by: -1 }]);
    const writers = Array.from({ length: 20 }, (_, by) => data.write([{ _id: 'a', _rev: created?.rev, by }]));
    const results = (await Promise.all(writers)).flat();

    const winners = results.flatMap(({ rev }, by) => (rev === undefined ? [] : [{ by, rev }]));
    expect(winners).toHaveLength(1);
    expect(await data.get('a')).toEqual({ _id: 'a', _rev: winners[0]?.rev, by: winners[0]?.by });
  });

  test('who loses a race leaves no revision behind, in whichever batch they were', async () => {
    const { data } = await (await fresh()).open();
    for (let round = 0; round < 8; round += 1) {
      const _id = `a${round}`;
      const [{ rev: _rev } = {}] = await data.write([{ _id, by: -1 }]);
      // While that is on its way the others wait, and would share the next batch.
      const ahead = data.write([{ _id: `${_id}.ahead` }]);
      const asked = [0, 1, 2, 3].map((by) => data.write([{ _id, _rev, by }, { _id: `${_id}.${by}` }]));
      asked.push(data.write([5, 6].map((by) => ({ _id, _rev, by }))));
      await ahead;
      const revs = (await Promise.all(asked)).flat().filter(({ id, rev }) => id === _id && rev);
      expect(revs).toHaveLength(1);
      // A second leaf would come to light now.
      await data.write([{ _id, _rev: revs[0]?.rev, _deleted: true }]);
      expect(await data.get(_id)).toBeNull();
    }
    const { changes } = await data.changes({ since: null });
    expect(changes.filter(({ deleted }) => deleted)).toHaveLength(8);
    // One call's own.
    const twice = await data.write([
      { _id: 'b', n: 1 },
      { _id: 'b', n: 2 },
    ]);
    expect(twice).toEqual([
      { id: 'b', rev: twice[0]?.rev },
      { id: 'b', error: 'conflict' },
    ]);
    await data.write([{ _id: 'b', _rev: twice[0]?.rev, _deleted: true }]);
    expect(await data.get('b')).toBeNull();
  });

  test('many callers at once each get the results of their own documents', async () => {
    const { data } = await (await fresh()).open();
    const batches = Array.from({ length: 60 }, (_, n) =>
      Array.from({ length: n % 7 }, (__, m) => ({ _id: `${n}:${m}` })),
    );
    const results = await Promise.all(batches.map((docs) => data.write(docs)));

    expect(results.map((batch) => batch.map(({ id }) => id))).toEqual(
      batches.map((docs) => docs.map(({ _id }) => _id)),
    );
    expect(results.flat().every(({ rev }) => rev?.startsWith('1-'))).toBe(true);
  });

  test('a document that no engine takes is an error of its own caller only', async () => {
    const { data } = await (await fresh()).open();
    const good = data.write([{ _id: 'good' }]);
    await expect(data.write([{ _id: '_design/x' }])).rejects.toThrow(TypeError);
    await expect(data.write([{ _id: '' }])).rejects.toThrow(TypeError);
    await expect(data.write([{ _id: 'y', _attachments: {} }])).rejects.toThrow(TypeError);
    expect((await good)[0]?.rev).toMatch(/^1-/);
  });

  test('a deleted document is absent, and can be made again', async () => {
    const { data } = await (await fresh()).open();
    const [created] = await data.write([{ _id: 'a', secret: 1 }]);
    const [deleted] = await data.write([{ _id: 'a', _rev: created?.rev, _deleted: true }]);
    expect(deleted?.rev).toMatch(/^2-/);
    expect(await data.get('a')).toBeNull();
    expect(await data.range({ from: '', to: '\uffff', includeDocs: true })).toEqual([]);
    expect((await data.info()).docCount).toBe(0);

    const [again] = await data.write([{ _id: 'a', secret: 2 }]);
    expect(again?.rev).toMatch(/^3-/);
    expect(await data.get('a')).toMatchObject({ secret: 2 });
  });

  test('many are read in the order asked, absent and deleted as null, also when asked twice', async () => {
    const { data } = await (await fresh()).open();
    const docs = Array.from({ length: 1203 }, (_, n) => ({ _id: `doc:${n}`, n }));
    const written = await data.write(docs);
    await data.write([{ _id: 'doc:7', _rev: written[7]?.rev, _deleted: true }]);

    const ids = ['doc:1202', 'nope', 'doc:7', 'doc:3', 'doc:3', ...docs.map(({ _id }) => _id).toReversed()];
    const found = await data.getMany(ids);
    expect(found.map((doc) => doc?.['n'] ?? null).slice(0, 5)).toEqual([1202, null, null, 3, 3]);
    expect(found.map((doc, index) => doc === null || doc._id === ids[index])).not.toContain(false);
    expect(await data.getMany([])).toEqual([]);
  });

  test('a document travels with its ancestry when asked', async () => {
    const { data } = await (await fresh()).open();
    const revs: string[] = [];
    for (let n = 0; n < 4; n++) {
      const [result] = await data.write([{ _id: 'a', _rev: revs.at(-1), n }]);
      if (result?.rev !== undefined) revs.push(result.rev);
    }
    const ids = revs.map((rev) => rev.split('-')[1]).toReversed();
    expect(await data.getMany(['a'], { revs: true })).toEqual([
      { _id: 'a', _rev: revs[3], n: 3, _revisions: { start: 4, ids } },
    ]);
    expect((await data.getMany(['a']))[0]).not.toHaveProperty('_revisions');
  });

  test('ancestry is bounded, at the recent end', async () => {
    const { data } = await (await fresh()).open();
    let rev: string | undefined;
    for (let n = 0; n < 130; n++) rev = (await data.write([{ _id: 'a', _rev: rev, n }]))[0]?.rev;
    const [doc] = await data.getMany(['a'], { revs: true });
    expect(doc?._revisions?.start).toBe(130);
    expect(doc?._revisions?.ids).toHaveLength(100);
    expect(doc).toMatchObject({ n: 129, _rev: rev });
  });

  test('a range is in byte order, inclusive, limited, reversible', async () => {
    const { data } = await (await fresh()).open();
    const ids = ['a:B', 'a:b', 'a:é', 'a:\ufffc', 'a:𝒳', 'b:1'];
    await data.write(ids.toReversed().map((_id) => ({ _id, of: _id })));

    const idsOf = (docs: { _id: string }[]): string[] => docs.map(({ _id }) => _id);
    expect(idsOf(await data.range({ from: '', to: 'z' }))).toEqual(ids);
    expect(idsOf(await data.range({ from: 'a:b', to: 'a:𝒳' }))).toEqual(ids.slice(1, 5));
    expect(idsOf(await data.range({ from: 'a:b', to: 'a:𝒳', descending: true, limit: 2 }))).toEqual([
      'a:𝒳',
      'a:\ufffc',
    ]);
    expect(await data.range({ from: 'x', to: 'y' })).toEqual([]);
    expect(await data.range({ from: 'b', to: 'a' })).toEqual([]);

    const [short] = await data.range({ from: 'b:', to: 'b:~' });
    expect(Object.keys(short ?? {}).toSorted()).toEqual(['_id', '_rev']);
    expect(await data.range({ from: 'b:', to: 'b:~', includeDocs: true })).toMatchObject([
      { _id: 'b:1', of: 'b:1' },
    ]);
  });

  test('local documents are replaced, kept, and in no change or range', async () => {
    const { open } = await fresh();
    const first = await open();
    const before = await first.data.info();
    expect(await first.data.getLocal('reports/position')).toBeNull();
    await first.data.putLocal('reports/position', { seq: '1' });
    await Promise.all([2, 3, 4].map((seq) => first.data.putLocal('reports/position', { seq: String(seq) })));
    await first.data.putLocal('reports/position', { seq: '5', more: [1] });
    expect(await first.data.getLocal('reports/position')).toEqual({ seq: '5', more: [1] });
    expect(await first.data.changes({ since: null })).toMatchObject({ changes: [], pending: 0 });
    expect((await first.data.info()).docCount).toBe(before.docCount);
    await first.close();
    expect(await (await open()).data.getLocal('reports/position')).toEqual({ seq: '5', more: [1] });
  });

  test('an epoch stays with its database, and no two databases share one', async () => {
    const { open } = await fresh();
    const first = await open();
    const epochs = [first.data, first.registry, first.accounts, first.audit].map(
      async (store) => (await store.info()).epoch,
    );
    const known = await Promise.all(epochs);
    expect(new Set(known).size).toBe(4);
    await first.close();
    expect((await (await open()).data.info()).epoch).toBe(known[0]);
  });
});
