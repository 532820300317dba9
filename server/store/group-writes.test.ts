import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupWrites } from './group-writes.ts';
import type { NewDoc, WriteResult } from './store.ts';

const turn = (): Promise<void> => new Promise(setImmediate);
const written = (docs: NewDoc[]): WriteResult[] => docs.map(({ _id }) => ({ id: _id, rev: `1-${_id}` }));

test('whatever comes together, everybody gets their own results, one batch at a time, none too large', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ size: fc.nat(25), same: fc.boolean(), waits: fc.boolean() })),
      async (callers) => {
        let writing = 0;
        const batches: string[][] = [];
        const write = groupWrites(
          async (docs) => {
            expect(++writing).toBe(1);
            expect(docs.length).toBeLessThanOrEqual(10);
            expect(new Set(docs.map(({ _id }) => _id)).size).toBe(docs.length);
            batches.push(docs.map(({ _id }) => _id));
            await turn();
            writing--;
            return written(docs);
          },
          { most: 10 },
        );

        const asked: { docs: NewDoc[]; results: Promise<WriteResult[]> }[] = [];
        for (const [caller, { size, same, waits }] of callers.entries()) {
          const whose = same ? 'everyone' : caller;
          const docs = Array.from({ length: size }, (_, n) => ({ _id: `${whose}.${n % 20}` }));
          asked.push({ docs, results: write(docs) });
          if (waits) await turn();
        }
        for (const { docs, results } of asked) expect(await results).toEqual(written(docs));
        expect(batches.flat()).toEqual(asked.flatMap(({ docs }) => docs.map(({ _id }) => _id)));
      },
    ),
  );
});

test('what is asked during a write shares the next one', async () => {
  const sizes: number[] = [];
  const write = groupWrites(async (docs) => {
    sizes.push(docs.length);
    await turn();
    return written(docs);
  });
  await Promise.all(Array.from({ length: 50 }, (_, n) => write([{ _id: String(n) }])));
  expect(sizes).toEqual([1, 49]);
});

test('a batch that fails fails for its callers only, and writing goes on', async () => {
  let fails = true;
  const write = groupWrites(async (docs) => {
    await turn();
    if (fails) throw new Error('no disk');
    return written(docs);
  });
  await expect(write([{ _id: 'a' }])).rejects.toThrow('no disk');
  fails = false;
  expect(await write([{ _id: 'b' }])).toEqual([{ id: 'b', rev: '1-b' }]);
});

test('of a batch that was refused for one document, the others are written', async () => {
  const write = groupWrites(
    async (docs) => {
      await turn();
      if (docs.some(({ _id }) => _id === 'huge')) throw new Error('too large');
      return written(docs);
    },
    { refused: () => true },
  );
  const asked = ['first', 'a', 'huge', 'b'].map((_id) => write([{ _id }]));
  const settled = await Promise.allSettled(asked);
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
});
