/** What lists and search keep on disk. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PulledDoc } from '../../../server/contract/sync.ts';
import { Mirror } from '../../../src/data/mirror/mirror.ts';
import { Outbox } from '../../../src/data/outbox/outbox.ts';
import { openStores } from '../../../src/data/stores.ts';
import type { Stores } from '../../../src/data/stores.ts';
import type { Pouch } from '../../../src/data/store/engine.ts';
import { WorkingSet } from '../../../src/data/working-set.ts';
import { fold } from '../../../src/domain/fold/fold.ts';
import { context, history, uuidOf } from '../../../src/domain/testing/history.ts';
import { leveldbEngine, nodeDevice } from './node-device.ts';
import { pulled, registryDocs } from './organisation.ts';

const NOW = Date.UTC(2026, 2, 3);
const text = (n: number): string => `complaint number ${n}.`;

/** A complaint and who complains. */
function documents(n: number): PulledDoc[] {
  const complaint = uuidOf(n);
  const folded = { ...fold(history(), context), complaint, text: text(n) };
  const bodies = { [uuidOf(100 + n)]: { salt: 'A'.repeat(22), name: `Complainant ${n}.` } };
  const docs = [
    { _id: `complaint:${complaint}`, type: 'complaint', v: 1, foldVersion: 1, ...folded },
    { _id: `party:${complaint}`, type: 'party', v: 1, complaint, bodies },
  ];
  return docs.map((doc) => pulled(doc));
}

let dir = '';
let stores: Stores;
let mirror: Mirror;
let set: WorkingSet;
let newSet: () => WorkingSet;
/** whether the mirror can't be read */
let failing = false;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'redress-set-'));
  const around = nodeDevice(dir, { now: () => NOW });
  failing = false;
  const level = leveldbEngine(dir);
  const changes = (db: Pouch): Pouch => ({
    ...db,
    changes: (options) => (failing ? Promise.reject(new Error('IO error')) : db.changes(options)),
  });
  stores = openStores(
    (name) => (name.includes('/mirror') ? changes(level(name)) : level(name)),
    'account-ana',
  );
  mirror = new Mirror(stores.mirror, around.now);
  newSet = () => {
    const outbox = new Outbox(stores.outbox, around.locks, 'account-ana', around);
    const { now, uuid, zone } = around;
    return new WorkingSet(stores.projection, mirror, outbox, { now, uuid, context: { zone } });
  };
  set = newSet();
  await set.load();
});
afterEach(async () => {
  await stores.close();
  await rm(dir, { recursive: true, force: true });
});

async function pull(docs: PulledDoc[], forget: string[], checkpoint: string): Promise<void> {
  await mirror.write({ docs, forget, checkpoint });
  await set.pulled(docs, forget);
  await set.tidy();
}
const kept = async (): Promise<string> =>
  JSON.stringify(await stores.projection.range('', '\uffff')).replaceAll('\\', '');

test('what is forgotten is gone from it at the next save, however little it is', async () => {
  await pull([...documents(1), ...documents(2)], [], 'one');
  expect(await kept()).toContain(text(1));
  await pull([], [`complaint:${uuidOf(1)}`, `party:${uuidOf(1)}`, `party:${uuidOf(2)}`], 'two');
  const left = await kept();
  expect(left).not.toContain(text(1));
  expect(left).toContain(text(2));
  expect(left.toLowerCase()).not.toMatch(/complainant [12]/);
});

test('what a fresh database of the mirror does not have is gone from it at the next save', async () => {
  await pull([...documents(1), ...documents(2)], [], 'one');
  await mirror.startAfresh([]);
  await mirror.write({ docs: documents(2), forget: [], checkpoint: 'two' });
  await mirror.finish();
  await set.catchUp();
  await set.tidy();
  const left = await kept();
  expect(left).not.toContain(text(1));
  expect(left).toContain(text(2));
});

test('a few changes are not worth a write', async () => {
  await pull(documents(1), [], 'one');
  const before = await kept();
  await pull(documents(2), [], 'two');
  expect(await kept()).toBe(before);
});

test('a reading that failed is made good with what is pulled next', async () => {
  await pull([...documents(1), ...documents(2)], [], 'one');
  await mirror.startAfresh([]);
  await mirror.write({ docs: [...documents(2), ...documents(3)], forget: [], checkpoint: 'two' });
  await mirror.finish();
  // The disk does not answer while the fresh database is read.
  failing = true;
  await expect(set.catchUp()).rejects.toThrow('IO error');
  failing = false;
  await pull(documents(4), [], 'three');
  const shown = set.projection.latest().map((entry) => entry.text);
  expect(new Set(shown)).toEqual(new Set([text(2), text(3), text(4)]));
});

test('what was saved of an empty mirror is not taken for all there is', async () => {
  await set.tidy();
  await mirror.write({ docs: registryDocs, forget: [], checkpoint: 'one' });
  const again = newSet();
  // Reference data is there at once, or nothing could be recorded.
  await again.load();
  expect(again.registry.organisation?.name).toBe('Test');
});

test('a start shows from disk the lists that were saved, with what changes after it', async () => {
  await pull([1, 2, 3].flatMap(documents), [], 'one');
  const asked = { filter: 'branch', search: '', offset: 0, limit: 8 } as const;
  const around = { now: NOW, person: null, calendarOf: () => undefined, zone: context.zone };
  const listed = await set.projection.list(asked, around);
  expect(listed.rows).toHaveLength(3);
  set = newSet();
  expect(await set.load()).toBe(true);
  expect(await set.projection.list(asked, around)).toEqual(listed);
  await set.catchUp();
  await pull(documents(4), [`complaint:${uuidOf(1)}`, `party:${uuidOf(1)}`], 'two');
  const shown = (await set.projection.list(asked, around)).rows.map((row) => row.text);
  expect(shown.toSorted()).toEqual([text(2), text(3), text(4)]);
  const saved = await kept();
  expect(saved).not.toContain(text(1));
  expect(saved).toContain(text(4));
});
