import { execFile, fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { openStores } from '../../../server/store/open.ts';
import { killAgainAndAgain } from '../../fault/embedded/kills.ts';
import { freshDatabases } from './engines.ts';
import type { Command, Told } from './store-process.ts';

const SCRIPT = fileURLToPath(new URL('./store-process.ts', import.meta.url));
const started: ChildProcess[] = [];

afterEach(async () => {
  for (const child of started.splice(0)) await kill(child);
});

describe('the embedded engine and its process', () => {
  const fresh = freshDatabases(undefined);

  test('what was acknowledged is there after each of ten kills, and the store opens', async () => {
    const { dataDir } = await fresh();
    const { acknowledged, failures } = await killAgainAndAgain(dataDir, 10, (round) => round * 17);
    expect(failures).toEqual([]);
    expect(acknowledged).toBeGreaterThan(3000);
  });

  test('one data directory has one process, and is free when that ends', async () => {
    const { dataDir } = await fresh();
    const stores = await openStores({ dataDir });
    const second = start(dataDir);
    expect(await next(second)).toEqual({ failed: 'store.locked' });
    await symlink(dataDir, join(dataDir, 'alias'));
    await expect(openStores({ dataDir: join(dataDir, 'alias') })).rejects.toMatchObject({
      code: 'store.locked',
    });
    await stores.data.write([{ _id: 'still works' }]);
    await stores.close();

    const third = start(dataDir);
    expect(await next(third)).toEqual({ opened: true });
    await expect(openStores({ dataDir })).rejects.toMatchObject({ code: 'store.locked' });
    await kill(third);
    await (await openStores({ dataDir })).close();
  });

  test('a process that closes its store ends by itself', async () => {
    const { dataDir } = await fresh();
    const child = start(dataDir);
    await next(child);
    tell(child, { write: 'a' });
    expect(await next(child)).toEqual({ wrote: ['a'] });
    const exited = once(child, 'exit');
    tell(child, { close: true });
    expect(await exited).toEqual([0, null]);
  });

  test('a full disk refuses writes, not reads, and writing goes on when there is room', async () => {
    const { dataDir } = await fresh();
    const child = start(dataDir);
    await next(child);
    const ask = (command: Command): Promise<Told> => {
      tell(child, command);
      return next(child);
    };
    expect(await ask({ write: 'before' })).toEqual({ wrote: ['before'] });
    await limitFiles(child, '0');
    expect(await ask({ write: 'lost' })).toEqual({ failed: 'store.full' });
    expect(await ask({ write: 'lost' })).toEqual({ failed: 'store.full' });
    expect(await ask({ read: 'before' })).toEqual({ read: true });
    await limitFiles(child, 'unlimited');
    expect(await ask({ write: 'after' })).toEqual({ wrote: ['after'] });
    expect(await ask({ read: 'before' })).toEqual({ read: true });
    await kill(child);

    const stores = await openStores({ dataDir });
    expect((await stores.data.getMany(['before', 'after'])).map((doc) => doc?._id)).toEqual([
      'before',
      'after',
    ]);
    await stores.close();
  });
});

function start(dataDir: string): ChildProcess {
  const child = fork(SCRIPT, [dataDir], { execArgv: ['--import', 'tsx'] });
  started.push(child);
  return child;
}

function tell(child: ChildProcess, command: Command): void {
  child.send(command);
}

async function next(child: ChildProcess): Promise<Told> {
  const [told] = (await once(child, 'message')) as [Told];
  return told;
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

/** Makes every write to a file of that process fail as a full disk does (soft limit, so that it can be lifted). */
async function limitFiles(child: ChildProcess, bytes: string): Promise<void> {
  await promisify(execFile)('prlimit', ['--pid', String(child.pid), `--fsize=${bytes}:unlimited`]);
}
