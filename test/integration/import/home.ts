/** A data directory of its own (and databases, where there is a CouchDB), and the product's commands on it as their users run them. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../../server/config.ts';
import type { Config } from '../../../server/config.ts';
import type { Inside } from '../../../server/inside.ts';
import { openOffline } from '../../../server/ops/offline.ts';
import { askCouch, couchdbUrl, dropDatabases } from '../store/couch.ts';

export const root = join(import.meta.dirname, '..', '..', '..');
export const mappingFile = (name: string): string => join(root, 'server', 'ops', 'mappings', name);

export interface Home {
  readonly dir: string;
  readonly config: Config;
  /** @returns the path of a file with this content */
  file(name: string, content: string | Uint8Array): Promise<string>;
  open(): Promise<Inside>;
  /** Starts one of the server's programs from its source: `ops/import-main.ts`. */
  start(program: string, args: readonly string[]): Command;
  run(program: string, args: readonly string[]): Promise<Finished>;
  /** Bytes on disk of what was stored, the read model apart; 0 while there is nothing. */
  storedBytes(): Promise<number>;
  remove(): Promise<void>;
}

export async function makeHome(): Promise<Home> {
  const dir = await mkdtemp(join(tmpdir(), 'redress-import-'));
  const prefix = `test_${randomBytes(6).toString('hex')}`;
  const couch = couchdbUrl === undefined ? {} : { COUCHDB_URL: couchdbUrl, COUCHDB_PREFIX: prefix };
  const read = readConfig(['--data', join(dir, 'data'), '--port', '0'], { REDRESS_LOG: 'warn', ...couch });
  if (!read.ok) throw new Error(read.problems.join(' '));
  const start = (program: string, args: readonly string[]): Command => startProgram(program, args, couch);
  return {
    dir,
    config: read.config,
    async file(name, content) {
      await writeFile(join(dir, name), content);
      return join(dir, name);
    },
    open: () => openOffline(read.config),
    start,
    run: (program, args) => start(program, args).finished,
    storedBytes: () =>
      couchdbUrl === undefined ? bytesOf(join(dir, 'data')) : bytesOfDatabase(couchdbUrl, `${prefix}_data`),
    async remove() {
      await rm(dir, { recursive: true, force: true });
      if (couchdbUrl !== undefined) await dropDatabases(couchdbUrl, `${prefix}_`);
    },
  };
}

async function bytesOfDatabase(url: string, name: string): Promise<number> {
  const { sizes } = (await (await askCouch(url, 'GET', name)).json()) as { sizes?: { file: number } };
  return sizes?.file ?? 0;
}

export interface Finished {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}
export interface Command {
  readonly process: ChildProcess;
  readonly finished: Promise<Finished>;
}

/** @param env beside what is around, but for the CouchDB that is around */
export function startProgram(program: string, args: readonly string[], env: Record<string, string>): Command {
  const { COUCHDB_URL: _url, COUCHDB_PREFIX: _prefix, ...around } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'server', program), ...args], {
    cwd: root,
    env: { ...around, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (part: Buffer) => (out += part.toString()));
  child.stderr.on('data', (part: Buffer) => (err += part.toString()));
  const finished = new Promise<Finished>((resolve) =>
    child.once('close', (code) => resolve({ code, out, err })),
  );
  return { process: child, finished };
}

/** Bytes of the files below a path whose names begin so; 0 while there are none. */
export async function bytesOf(folder: string, prefix = ''): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile() && entry.name.startsWith(prefix));
  const sizes = files.map(({ parentPath, name }) => stat(join(parentPath, name)).catch(() => null));
  return (await Promise.all(sizes)).reduce((sum, found) => sum + (found?.size ?? 0), 0);
}

/** Kills a command with no warning as soon as something is so. @returns whether that was before it ended by itself */
export async function killWhen(command: Command, isSo: () => Promise<boolean>): Promise<boolean> {
  const { process: child, finished } = command;
  const runs = (): boolean => child.exitCode === null && child.signalCode === null;
  while (runs() && !(await isSo())) await new Promise((done) => setTimeout(done, 10));
  const killed = runs() && child.kill('SIGKILL');
  await finished;
  return killed;
}
