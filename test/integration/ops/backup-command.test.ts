/** `npm run backup` and `npm run restore` as their operator meets them: with a server running, and killed half way. */
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStores } from '../../../server/store/open.ts';
import type { Stores } from '../../../server/store/store.ts';
import { bytesOf, killWhen, startProgram } from '../import/home.ts';
import { PASSWORD } from '../server/harness.ts';
import { Browser } from '../server/browser.ts';
import { serve } from './program.ts';
import type { Program } from './program.ts';

let dir: string;
let servers: Program[] = [];
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'redress-ops-'));
});
afterEach(async () => {
  for (const { child } of servers) child.kill('SIGKILL');
  servers = [];
  await rm(dir, { recursive: true, force: true });
});

const started = async (dataDir: string): Promise<Program> => {
  const server = await serve(dataDir);
  servers.push(server);
  return server;
};

/** Enough that a kill comes in the middle. */
async function fill(dataDir: string, count: number): Promise<void> {
  const stores: Stores = await openStores({ dataDir });
  await stores.accounts.write([{ _id: 'account:kept', type: 'account' }]);
  for (let from = 0; from < count; from += 1_000) {
    const docs = Array.from({ length: 1_000 }, (_, n) => ({
      _id: `event:${String(from + n).padStart(8, '0')}`,
      text: `${from + n} `.repeat(60),
    }));
    await stores.data.write(docs);
  }
  await stores.close();
}

/** On an embedded store, whatever the tests around it run on. */
const start = (file: string, args: readonly string[]) => startProgram(file, args, {});
const program = (name: string, ...args: string[]) => start(`ops/${name}-main.ts`, args).finished;

test('a backup is made while the server runs, and what is restored from it knows the same people', async () => {
  const [here, there] = [join(dir, 'here'), join(dir, 'there')];
  const file = join(dir, 'a.redress');
  const server = await started(here);
  const browser = await server.setUp();

  const made = await program('backup', file, '--data', here);
  expect([made.code, made.err]).toEqual([0, '']);
  expect(JSON.parse(made.out)).toMatchObject({ ok: true, bytes: (await stat(file)).size });
  expect(((await stat(file)).mode & 0o777).toString(8)).toBe('600');
  expect((await browser.get('/api/session')).status).toBe(200);
  expect((await program('backup', file, '--data', here)).err).toContain('is there already');
  expect((await program('restore', file, '--data', here, '--replace')).err).toContain('Stop it first');
  await server.stop();

  const restored = await program('restore', file, '--data', there);
  expect([restored.code, restored.err]).toEqual([0, '']);
  expect(JSON.parse(restored.out)).toMatchObject({ ok: true, differences: [] });
  const again = await started(there);
  expect(again.out()).not.toContain('setup#');
  expect((await new Browser(again.origin).signIn('ana', PASSWORD)).status).toBe(200);
  await again.stop();
  expect((await program('restore', file, '--data', there)).err).toContain('There are records here already');
});

test('a backup that is killed leaves no file of that name', async () => {
  const here = join(dir, 'here');
  await fill(here, 20_000);
  const file = join(dir, 'a.redress');
  const killed = await killWhen(start('ops/backup-main.ts', [file, '--data', here]), async () => {
    return (await bytesOf(dir, 'a.redress.part')) > 50_000;
  });
  expect(killed).toBe(true);
  expect(await readdir(dir)).toEqual(expect.not.arrayContaining(['a.redress']));
  expect((await program('backup', file, '--data', here)).code).toBe(0);
  expect((await readdir(dir)).sort()).toEqual(['a.redress', 'here']);
});

test('after a restore that was killed no server starts, until it has been repeated', async () => {
  const [here, there] = [join(dir, 'here'), join(dir, 'there')];
  const file = join(dir, 'a.redress');
  await fill(here, 20_000);
  expect((await program('backup', file, '--data', here)).code).toBe(0);
  const killed = await killWhen(start('ops/restore-main.ts', [file, '--data', there]), async () => {
    return (await bytesOf(join(there, 'store', 'redress_data'))) > 1_000_000;
  });
  expect(killed).toBe(true);
  const refused = await started(there);
  expect(refused.child.exitCode).toBe(1);
  expect(refused.err()).toContain('Repeat it');
  expect((await program('backup', join(dir, 'b.redress'), '--data', there)).err).toContain('Repeat it');

  const damaged = join(dir, 'damaged.redress');
  await writeFile(damaged, 'nothing');
  expect((await program('restore', damaged, '--data', there)).code).toBe(1);
  expect((await started(there)).child.exitCode).toBe(1);

  const repeated = await program('restore', file, '--data', there);
  expect(JSON.parse(repeated.out)).toMatchObject({ ok: true, docs: 20_001, differences: [] });
  const stores = await openStores({ dataDir: there });
  expect((await stores.data.info()).docCount).toBe(20_000);
  await stores.close();
});

test('what is asked wrongly is said, and what it can do too', async () => {
  expect(await program('backup')).toMatchObject({ code: 2, err: expect.stringContaining('Which file?') });
  expect(await program('restore', 'a', 'b')).toMatchObject({ code: 2 });
  expect(await program('backup', join(dir, 'x'), '--replace')).toMatchObject({ code: 2 });
  expect(await program('restore', '--help')).toMatchObject({
    code: 0,
    out: expect.stringContaining('--replace'),
  });
  const empty = await program('backup', join(dir, 'x'), '--data', join(dir, 'none'));
  expect([empty.code, empty.err]).toEqual([1, expect.stringContaining('There is nothing in')]);
});
