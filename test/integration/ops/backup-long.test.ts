/** A backup of a complaint with a long log: its pages come with it, and what came after an older backup comes again. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openCases } from '../../../server/cases/cases.ts';
import { backupContent } from '../../../server/ops/backup/content.ts';
import { writeBackupFile } from '../../../server/ops/backup/file.ts';
import { restore } from '../../../server/ops/backup/restore.ts';
import { sealed } from '../../../server/ops/backup/seal.ts';
import { PAGE } from '../../../src/domain/fold/long.ts';
import { couchdbUrl } from '../store/couch.ts';
import { freshDatabases } from '../store/engines.ts';
import { history, isWhole, made, push } from '../sync/long-history.ts';
import { newComplaint, openWorld } from '../sync/world.ts';
import type { World } from '../sync/world.ts';

let dir: string;
const undo: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'redress-backup-'));
});
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step();
  await rm(dir, { recursive: true, force: true });
});

const engines = [
  ['embedded', undefined],
  ...(couchdbUrl === undefined ? [] : [['CouchDB', couchdbUrl] as const]),
] as const;

describe.each(engines)('of %s', (_name, url) => {
  const fresh = freshDatabases(url);

  /** @returns the backup's file, as it was at this moment */
  async function backUp({ context }: World, name: string): Promise<string> {
    const file = join(dir, name);
    await writeBackupFile(file, sealed(backupContent(context.stores, Date.now())));
    return file;
  }

  /** A server's insides over what a file has. */
  async function restored(file: string, { context }: World): Promise<Pick<World, 'cases' | 'context'>> {
    const there = await fresh();
    const into = {
      dataDir: there.dataDir,
      prefix: there.prefix,
      ...(url !== undefined && { couchdbUrl: url }),
    };
    const result = await restore({ file, into, replace: false, now: Date.now() });
    expect(result).toMatchObject({ ok: true, differences: [] });
    const within = { ...context, stores: await there.open() };
    const cases = await openCases(within);
    undo.push(() => cases.close());
    return { cases, context: within };
  }

  test('a long log comes back as it was, and goes on from an older backup to the same', async () => {
    const { dataDir, open } = await fresh();
    const world = await openWorld(await open(), dataDir);
    undo.push(() => world.close());
    const ana = await world.person('field', { branches: ['n1'] });
    const id = newComplaint();
    const events = await history(ana, id, 5 * PAGE);
    const [until, late] = [3 * PAGE, events.splice(20, 3)];
    await push(world.cases, ana, events.slice(0, until));
    const older = await backUp(world, 'older.redress');
    await push(world.cases, ana, events.slice(until));
    const between = await backUp(world, 'between.redress');
    await push(world.cases, ana, late);
    const all = await made(world.context.stores, id);

    const back = await restored(await backUp(world, 'newer.redress'), world);
    expect(await made(back.context.stores, id)).toEqual(all);

    // What came before a page moves it: the older pages are those of the older complaint.
    for (const [file, rest] of [
      [older, [...events.slice(until), ...late]],
      [between, late],
    ] as const) {
      const earlier = await restored(file, world);
      expect(await made(earlier.context.stores, id)).not.toEqual(all);
      await isWhole(earlier, id);
      await push(earlier.cases, ana, rest);
      await isWhole(earlier, id);
    }
  });

  test('of a moment while the log grows it is whole once a server has opened it', async () => {
    const { dataDir, open } = await fresh();
    const world = await openWorld(await open(), dataDir);
    undo.push(() => world.close());
    const ana = await world.person('field', { branches: ['n1'] });
    const id = newComplaint();
    const events = await history(ana, id, 5 * PAGE);
    await push(world.cases, ana, events.slice(0, 2 * PAGE));
    const [, file] = await Promise.all([
      push(world.cases, ana, events.slice(2 * PAGE), 4),
      backUp(world, 'growing.redress'),
    ]);
    const back = await restored(file, world);
    expect(await back.context.stores.data.get(`complaint:${id}`)).not.toBeNull();
    await isWhole(back, id);
  });
});
