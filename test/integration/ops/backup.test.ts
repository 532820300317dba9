import { copyFile, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { compare } from '../../../server/ops/backup/compare.ts';
import { backupContent } from '../../../server/ops/backup/content.ts';
import { examine } from '../../../server/ops/backup/examine.ts';
import { writeBackupFile } from '../../../server/ops/backup/file.ts';
import { CODES_LEFT_OUT } from '../../../server/ops/backup/keeps.ts';
import { restore } from '../../../server/ops/backup/restore.ts';
import { sealed } from '../../../server/ops/backup/seal.ts';
import { every } from '../../../server/cases/paging.ts';
import type { Stores } from '../../../server/store/store.ts';
import { chainIn } from '../../../server/sync/chain-book.ts';
import { couchdbUrl } from '../store/couch.ts';
import { freshDatabases } from '../store/engines.ts';
import type { Fresh } from '../store/engines.ts';
import { recordOne, stock } from './stocked.ts';

let dir: string;
let file: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'redress-backup-'));
  file = join(dir, 'a.redress');
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const backUp = (stores: Stores, path = file): Promise<number> =>
  writeBackupFile(path, sealed(backupContent(stores, Date.now())));

const into = ({ dataDir, prefix }: Fresh, url: string | undefined) => ({
  dataDir,
  prefix,
  ...(url === undefined ? {} : { couchdbUrl: url }),
});

const idsIn = async ({ data }: Stores, prefix: string): Promise<string[]> => {
  const ids: string[] = [];
  for await (const { _id } of every(data, prefix)) ids.push(_id);
  return ids;
};

const pairs: [string, string | undefined, string | undefined][] = [
  ['embedded to embedded', undefined, undefined],
  ...(couchdbUrl === undefined
    ? []
    : ([
        ['embedded to CouchDB', undefined, couchdbUrl],
        ['CouchDB to embedded', couchdbUrl, undefined],
      ] as [string, string | undefined, string | undefined][])),
];

describe.each(pairs)('from %s', (_name, fromUrl, toUrl) => {
  const source = freshDatabases(fromUrl);
  const target = freshDatabases(toUrl);

  test('every document comes with its revisions, every file with its bytes, and nothing beside', async () => {
    const stores = await (await source()).open();
    const { world } = await stock(stores, dir, 30);
    await backUp(stores);
    const there = await target();
    const result = await restore({ file, into: into(there, toUrl), replace: false, now: Date.now() });
    expect(result).toMatchObject({ ok: true, differences: [], blobs: 3, before: null });

    const restored = await there.open();
    for (const name of ['data', 'registry', 'audit'] as const) {
      const { changes } = await stores[name].changes({ since: null });
      const wanted = await stores[name].getRevisions(changes);
      expect(wanted.length).toBeGreaterThan(0);
      expect(await restored[name].getRevisions(changes)).toEqual(wanted);
      expect((await restored[name].info()).docCount).toBe((await stores[name].info()).docCount);
    }
    expect((await restored.data.info()).epoch).not.toBe((await stores.data.info()).epoch);
    expect(await restored.data.getLocal('materialised')).toBeNull();
    const counter = await stores.accounts.get('counter:device');
    expect((await restored.accounts.get('counter:device'))?.['next']).toBe(
      Number(counter?.['next']) + CODES_LEFT_OUT,
    );
    expect(await restored.accounts.get(`session:${'a'.repeat(43)}`)).toBeNull();
    expect(await restored.accounts.get(`session:${'b'.repeat(43)}`)).not.toBeNull();
    await world.close();
  });

  test('while devices push it is as it was at one moment, and has all that was confirmed before it began', async () => {
    const stores = await (await source()).open();
    const { world, ana } = await stock(stores, dir, 40);
    const phones = [
      ana,
      ...(await Promise.all([1, 2, 3].map(() => world.person('field', { branches: ['n1'] })))),
    ];
    const storm = new AbortController();
    const storming = phones.map(async (phone) => {
      while (!storm.signal.aborted) await recordOne(world, phone);
    });
    const before = await recordOne(world, await world.person('field', { branches: ['n1'] }));
    await backUp(stores);
    storm.abort();
    await Promise.all(storming);

    const there = await target();
    expect((await restore({ file, into: into(there, toUrl), replace: false, now: Date.now() })).ok).toBe(
      true,
    );
    const restored = await there.open();
    for (const id of before) expect(await restored.data.get(id)).not.toBeNull();
    const made = new Map<string, Set<number>>();
    const events = new Set<string>();
    for await (const doc of every(restored.data, 'event:')) {
      events.add(doc._id);
      const device = String(doc['device']);
      made.set(device, (made.get(device) ?? new Set()).add(Number(doc['seq'])));
    }
    const chains = await idsIn(restored, 'chain:');
    expect(chains.length).toBe(made.size);
    for (const id of chains) {
      const { ranges } = chainIn(await restored.data.get(id));
      const claimed = ranges.flatMap(([from, to]) =>
        Array.from({ length: to - from + 1 }, (_, n) => from + n),
      );
      expect(new Set(claimed)).toEqual(made.get(id.slice('chain:'.length)));
    }
    for await (const doc of every(restored.data, 'complaint:')) {
      for (const { event } of doc['log'] as { event: { _id: string } }[])
        expect(events.has(event._id)).toBe(true);
    }
    expect(events.size).toBeGreaterThan(82);
    await world.close();
  });
});

describe('a restore', () => {
  const fresh = freshDatabases(undefined);

  test('refuses a file in which any byte is another, or that ends anywhere too early, and touches nothing', async () => {
    const stores = await (await fresh()).open();
    await stores.registry.write([{ _id: 'region:north', name: 'North' }]);
    await backUp(stores);
    const whole = await readFile(file);
    expect(gunzipSync(whole).toString()).toContain('region:north');
    await examine(file);
    const bad = join(dir, 'bad.redress');
    for (let at = 0; at < whole.length; at += 1) {
      const bytes = Buffer.from(whole);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << (at % 8));
      await writeFile(bad, bytes);
      await expect(examine(bad), `byte ${at}`).rejects.toThrow('damaged');
      await writeFile(bad, whole.subarray(0, at));
      await expect(examine(bad), `the first ${at} bytes`).rejects.toThrow('damaged');
    }
    await writeFile(bad, Buffer.concat([whole, whole]));
    await expect(examine(bad)).rejects.toThrow('damaged');

    const there = await fresh();
    const request = { into: into(there, undefined), replace: true, now: Date.now() };
    await writeFile(bad, whole.subarray(0, whole.length - 1));
    await expect(restore({ ...request, file: bad })).rejects.toThrow('damaged');
    await expect(restore({ ...request, file: join(dir, 'none') })).rejects.toThrow('ENOENT');
    expect(await readdir(there.dataDir)).toEqual([]);
  });

  test('leaves alone what is there, and with leave to replace it puts it into a backup first', async () => {
    const [one, two] = [await fresh(), await fresh()];
    const stores = await one.open();
    const { world } = await stock(stores, dir, 3);
    await backUp(stores);
    const used = await two.open();
    const { world: other, ana } = await stock(used, two.dataDir, 2);
    const [mine = ''] = await recordOne(other, ana);
    await used.data.write([{ _id: 'erased:lately', type: 'erased' }]);
    await used.accounts.write([
      { ...(await used.accounts.get('counter:device')), _id: 'counter:device', next: 7_000 },
    ]);
    await other.close();
    await used.close();
    const request = { file, into: into(two, undefined), replace: false, now: Date.now() };
    await expect(restore(request)).rejects.toThrow('There are records here already');
    const unchanged = await two.open();
    expect(await unchanged.data.get(mine)).not.toBeNull();
    await unchanged.close();

    const { ok, before } = await restore({ ...request, replace: true });
    expect(ok).toBe(true);
    const replaced = await two.open();
    expect(await replaced.data.get(mine)).toBeNull();
    expect(await replaced.data.get('erased:lately')).not.toBeNull();
    expect((await replaced.accounts.get('counter:device'))?.['next']).toBe(7_000);
    const third = await fresh();
    await copyFile(before ?? '', file);
    await restore({ ...request, into: into(third, undefined) });
    expect(await (await third.open()).data.get(mine)).not.toBeNull();
    await world.close();
  });

  test('into a server that was started and never set up needs no leave', async () => {
    const [one, two] = [await fresh(), await fresh()];
    const stores = await one.open();
    const { world } = await stock(stores, dir, 1);
    await backUp(stores);
    const started = await two.open();
    await started.accounts.write([{ _id: 'secret:checkpoint', secret: 'another' }, { _id: 'setup:self' }]);
    await started.close();
    const request = { file, into: into(two, undefined), replace: false, now: Date.now() };
    expect(await restore(request)).toMatchObject({ ok: true, before: null });
    await world.close();
  });

  test('the comparison finds what is missing, other or too much', async () => {
    const [one, two] = [await fresh(), await fresh()];
    const stores = await one.open();
    const { world } = await stock(stores, dir, 2);
    await backUp(stores);
    await restore({ file, into: into(two, undefined), replace: false, now: Date.now() });
    const restored = await two.open();
    const examined = await examine(file);
    expect((await compare(restored, file, examined)).differences).toEqual([]);
    const [id = ''] = await idsIn(restored, 'event:');
    const event = await restored.data.get(id);
    await restored.data.write([{ ...event, _id: id, seq: 99 }]);
    await restored.registry.write([{ _id: 'branch:more' }]);
    const hashes: string[] = [];
    for await (const hash of restored.blobs.list()) hashes.push(hash);
    await restored.blobs.remove(hashes[0] ?? '');
    expect((await compare(restored, file, examined)).differences).toEqual([
      `data/${id}`,
      `blobs/${hashes[0]}`,
      expect.stringMatching(/^registry: /),
    ]);
    await world.close();
  });
});
