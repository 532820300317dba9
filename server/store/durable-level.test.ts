import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import leveldown from 'leveldown';
import { afterEach, expect, test, vi } from 'vitest';
import { openPouch } from './pouch.ts';

afterEach(() => vi.restoreAllMocks());

test('every write reaches LevelDB with the order to sync', async () => {
  // observed on its way, not replaced: LevelDB writes
  const batches = vi.spyOn(leveldown.prototype, '_batch');
  const puts = vi.spyOn(leveldown.prototype, '_put');
  const dir = await mkdtemp(join(tmpdir(), 'redress-level-'));
  const pouch = await openPouch(join(dir, 'db'));
  const [created] = await pouch.bulkDocs([{ _id: 'a' }, { _id: 'b' }]);
  await pouch.bulkDocs([{ _id: 'a', _rev: created && 'rev' in created ? created.rev : undefined, n: 2 }]);
  await pouch.put({ _id: '_local/position', seq: 1 });
  await pouch.close();
  await rm(dir, { recursive: true });

  expect(batches.mock.calls.length).toBeGreaterThanOrEqual(3);
  const options = [
    ...batches.mock.calls.map(([, given]) => given),
    ...puts.mock.calls.map(([, , given]) => given),
  ];
  expect(options.every((given) => 'sync' in given && given.sync === true)).toBe(true);
});
