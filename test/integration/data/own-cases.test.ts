/** What is kept of own complaints goes from the disk with them, also when a kill came between the two. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ComplaintId } from '../../../src/domain/ids.ts';
import type { CaseEntry } from '../../../src/data/projection/case-entry.ts';
import { OwnCases } from '../../../src/data/projection/own-cases.ts';
import { Store } from '../../../src/data/store/store.ts';
import { leveldbEngine } from './node-device.ts';

let dir: string;
let store: Store;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'redress-own-'));
  store = new Store(async () => leveldbEngine(dir)('projection'));
});
afterAll(async () => {
  await store.close();
  await rm(dir, { recursive: true, force: true });
});

const own = (id: string) => ({
  entry: { id, text: 'The lift has stood still' } as CaseEntry,
  text: { complaint: 'The lift has stood still', party: '' },
  events: [`event:${id}:1`],
});
const onDisk = async (): Promise<string> => JSON.stringify(await store.many(['own']));

test('the start after a kill takes from disk what left the outbox before it', async () => {
  const [stays, left] = ['0198a000-0000-7000-8000-000000000001', '0198a000-0000-7000-8000-000000000002'] as [
    ComplaintId,
    ComplaintId,
  ];
  const before = new OwnCases(store);
  before.set(stays, own(stays));
  before.set(left, own(left));
  await before.save();
  expect(await onDisk()).toContain(left);

  // One of them has been confirmed; the device was killed before it could save that.
  const outbox = new Map([[stays, own(stays).events]]);
  const again = new OwnCases(store);
  expect(await again.load(outbox)).toEqual([]);
  await again.save();
  expect(await onDisk()).toContain(stays);
  expect(await onDisk()).not.toContain(left);

  // Then the other, in the same way, so that nothing waits at the start.
  const last = new OwnCases(store);
  expect(await last.load(new Map())).toEqual([]);
  await last.save();
  expect(await onDisk()).not.toContain(stays);
});
