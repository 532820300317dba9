import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PouchDB from 'pouchdb-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Mirror } from '../../../src/data/mirror/mirror.ts';
import { openStores } from '../../../src/data/stores.ts';
import type { Stores } from '../../../src/data/stores.ts';
import { disk, faultyLevel } from '../../fault/sync/device/level.ts';
import { leveldbEngine } from './node-device.ts';
import { pulled } from './organisation.ts';

const hash = (n: number): string => n.toString(16).padStart(32, '0');
/** A document at its revision number `n`, with its ancestry. */
const at = (id: string, n: number, content: object = {}) =>
  pulled(
    { _id: id, ...content },
    n,
    Array.from({ length: n }, (_, back) => hash(n - back)),
  );

interface Leaf {
  readonly ok: { readonly _deleted?: boolean; readonly _revisions: { readonly ids: readonly string[] } };
}
const Level = PouchDB as unknown as new (
  path: string,
  options: object,
) => { get(id: string, options: object): Promise<readonly Leaf[]>; close(): Promise<void> };

let dir = '';
let stores: Stores;
let mirror: Mirror;
const open = (): void => {
  stores = openStores(leveldbEngine(dir), 'account-ana');
  mirror = new Mirror(stores.mirror, Date.now);
};
const reopen = async (): Promise<void> => {
  await stores.close();
  open();
};
const ids = async (): Promise<string[]> => [...(await mirror.store.revisions()).keys()];
const generations = async (): Promise<string[]> =>
  (await readdir(dir)).filter((name) => name.includes('mirror-'));

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'redress-mirror-'));
  open();
});
afterEach(async () => {
  await stores.close();
  await rm(dir, { recursive: true, force: true });
});

describe('the mirror', () => {
  test('knows after a restart how far the pull had come', async () => {
    expect(await mirror.begin()).toBeNull();
    await mirror.write({ docs: [at('branch:a', 1)], forget: [], checkpoint: 'one' });
    await reopen();
    expect(await mirror.begin()).toBe('one');
    expect(await ids()).toEqual(['branch:a']);
  });

  test('takes a later revision that skips those in between', async () => {
    await mirror.write({ docs: [at('branch:a', 1, { name: 'first' })], forget: [], checkpoint: 'one' });
    await mirror.write({ docs: [at('branch:a', 5, { name: 'fifth' })], forget: [], checkpoint: 'two' });
    expect((await mirror.store.many(['branch:a']))[0]).toMatchObject({ name: 'fifth', _rev: `5-${hash(5)}` });
  });

  /** As a server sends it that keeps a hundred revisions. */
  const recent = (id: string, n: number, content: object) =>
    pulled(
      { _id: id, ...content },
      n,
      Array.from({ length: 100 }, (_, back) => hash(n - back)),
    );

  test('was away for more revisions than are kept: holds the last one alone, and nothing of it once it is forgotten', async () => {
    await mirror.write({ docs: [at('complaint:a', 20, { text: 'old' })], forget: [], checkpoint: 'one' });
    await mirror.write({
      docs: [recent('complaint:a', 300, { text: 'new' })],
      forget: [],
      checkpoint: 'two',
    });
    expect((await mirror.store.many(['complaint:a']))[0]).toMatchObject({ text: 'new' });
    await mirror.write({
      docs: [recent('complaint:a', 310, { text: 'newer' })],
      forget: [],
      checkpoint: 'three',
    });
    expect((await mirror.store.many(['complaint:a']))[0]).toMatchObject({ text: 'newer' });
    await mirror.write({ docs: [], forget: ['complaint:a'], checkpoint: 'four' });
    expect(await mirror.store.many(['complaint:a'])).toEqual([null]);
  });

  test('keeps a bounded tree of a document that changed ten thousand times, mostly while it was away', async () => {
    for (let n = 150; n <= 10_000; n += 150) {
      await mirror.write({ docs: [recent('complaint:a', n, { n })], forget: [], checkpoint: `at ${n}` });
      await mirror.tidy();
    }
    await mirror.destroyRetired();
    const [name = ''] = await generations();
    expect((await mirror.store.many(['complaint:a']))[0]).toMatchObject({ n: 9_900 });
    await stores.close();
    const db = new Level(join(dir, name), { adapter: 'leveldb' });
    const leaves = await db.get('complaint:a', { open_revs: 'all', revs: true });
    await db.close();
    expect(leaves.filter(({ ok }) => ok._deleted !== true)).toHaveLength(1);
    expect(leaves.length).toBeLessThanOrEqual(20);
    expect(Math.max(...leaves.map(({ ok }) => ok._revisions.ids.length))).toBeLessThanOrEqual(101);
  });

  test('forgets, and takes back what comes again, even at the revision that was forgotten', async () => {
    await mirror.write({ docs: [at('complaint:a', 2, { text: 'secret' })], forget: [], checkpoint: 'one' });
    await mirror.write({ docs: [], forget: ['complaint:a', 'complaint:unknown'], checkpoint: 'two' });
    expect(await mirror.store.many(['complaint:a'])).toEqual([null]);
    await mirror.write({
      docs: [at('complaint:a', 3, { text: 'changed' })],
      forget: [],
      checkpoint: 'three',
    });
    expect((await mirror.store.many(['complaint:a']))[0]).toMatchObject({ text: 'changed' });
    await mirror.write({ docs: [], forget: ['complaint:a'], checkpoint: 'four' });
    await mirror.write({ docs: [at('complaint:a', 3, { text: 'changed' })], forget: [], checkpoint: 'five' });
    expect((await mirror.store.many(['complaint:a']))[0]).toMatchObject({ text: 'changed' });
    expect(await mirror.begin()).toBe('five');
  });

  test('is replaced when the scope shrank: read until the pull is complete, then what was not sent again is gone', async () => {
    await mirror.write({ docs: [at('complaint:a', 1), at('complaint:b', 1)], forget: [], checkpoint: 'one' });
    const before = await mirror.generation();
    await mirror.begin();
    await mirror.startAfresh([]);
    await mirror.write({ docs: [at('complaint:b', 1)], forget: [], checkpoint: 'two' });
    expect(await ids()).toEqual(['complaint:a', 'complaint:b']);
    // Killed here, it goes on where it was.
    await reopen();
    expect(await mirror.begin()).toBe('two');
    expect(mirror.replacing).toBe(true);
    await mirror.write({ docs: [at('complaint:c', 1)], forget: [], checkpoint: 'three' });
    expect(await mirror.finish()).toBe(true);
    expect(await ids()).toEqual(['complaint:b', 'complaint:c']);
    expect(await mirror.generation()).not.toBe(before);
    await mirror.destroyRetired();
    expect(await generations()).toHaveLength(1);
    await reopen();
    expect(await mirror.begin()).toBe('three');
  });

  test('starts its replacement anew when it was killed before the first checkpoint', async () => {
    await mirror.write({ docs: [at('complaint:a', 1)], forget: [], checkpoint: 'one' });
    await mirror.begin();
    await mirror.startAfresh([]);
    await reopen();
    expect(await mirror.begin()).toBe('one');
    expect(mirror.replacing).toBe(false);
    expect(await ids()).toEqual(['complaint:a']);
  });

  test('is copied without its tombstones when there are many', async () => {
    const docs = Array.from({ length: 600 }, (_, n) => at(`complaint:${n}`, 1, { n }));
    await mirror.write({ docs, forget: [], checkpoint: 'one' });
    const gone = docs.slice(0, 550).map(({ _id }) => _id);
    await mirror.write({ docs: [], forget: gone, checkpoint: 'two' });
    expect(await mirror.tidy()).toBe(true);
    expect(await ids()).toHaveLength(50);
    expect(await mirror.store.updateSeq()).toBe(50);
    expect(await mirror.begin()).toBe('two');
    expect(await mirror.tidy()).toBe(false);
  });

  test('throws away what a kill left filled when the scope has changed again since', async () => {
    await mirror.write({ docs: [at('complaint:a', 1)], forget: [], checkpoint: 'one' });
    await mirror.startAfresh([]);
    await mirror.write({ docs: [at('complaint:b', 1)], forget: [], checkpoint: 'two' });
    await reopen();
    expect(await mirror.begin()).toBe('two');
    await mirror.startAfresh([]);
    await mirror.write({ docs: [at('complaint:c', 1)], forget: [], checkpoint: 'three' });
    await mirror.write({ docs: [at('complaint:d', 1)], forget: [], checkpoint: 'four' });
    expect(await mirror.finish()).toBe(true);
    expect(await ids()).toEqual(['complaint:c', 'complaint:d']);
  });

  test('goes on filling what a kill left half filled when the server goes on too', async () => {
    await mirror.startAfresh([]);
    await mirror.write({ docs: [at('complaint:b', 1)], forget: [], checkpoint: 'half' });
    await reopen();
    expect(await mirror.begin()).toBe('half');
    await mirror.startAfresh([], true);
    await mirror.write({ docs: [at('complaint:c', 1)], forget: [], checkpoint: 'whole' });
    expect(await mirror.finish()).toBe(true);
    expect(await ids()).toEqual(['complaint:b', 'complaint:c']);
  });

  test('is sent again what came back while there was no room for it', async () => {
    await mirror.write({ docs: [at('complaint:a', 2, { text: 'ours' })], forget: [], checkpoint: 'one' });
    await mirror.write({ docs: [], forget: ['complaint:a'], checkpoint: 'two' });
    await stores.close();
    // Only a fresh database can hold it again, and for that there is no room.
    const [sound, faulty] = [leveldbEngine(dir), leveldbEngine(dir, faultyLevel)];
    stores = openStores((name) => (name.endsWith('mirror-2') ? faulty(name) : sound(name)), 'account-ana');
    mirror = new Mirror(stores.mirror, Date.now);
    disk.full = true;
    const back = { docs: [at('complaint:a', 2, { text: 'ours' })], forget: [], checkpoint: 'three' };
    await expect(mirror.write(back)).rejects.toThrow('No space');
    disk.full = false;
    await reopen();
    expect(await mirror.begin()).toBe('two');
    await mirror.write(back);
    expect(await ids()).toEqual(['complaint:a']);
    expect(await mirror.begin()).toBe('three');
  });
});
