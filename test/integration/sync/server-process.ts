/** The server's own program, as another process beside one that runs on the same CouchDB. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface ServerProcess {
  readonly origin: string;
  readonly pid: number;
  /** Whether it still runs, as it should. */
  alive(): boolean;
  close(): Promise<void>;
}

const root = join(import.meta.dirname, '..', '..', '..');

/**
 * Rejects with what it complained of when it ends before it serves.
 *
 * @param data another's data directory; one of its own unless told
 */
export async function startProcess(
  env: Readonly<Record<string, string>>,
  data?: string,
): Promise<ServerProcess> {
  const own = data === undefined ? await mkdtemp(join(tmpdir(), 'redress-beside-')) : null;
  const dataDir = own ?? data ?? '';
  const argv = ['--import', 'tsx', 'server/main.ts', '--port', '0', '--data', dataDir];
  const child = spawn(process.execPath, argv, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const alive = (): boolean => child.exitCode === null && child.signalCode === null;
  const said = { out: '', err: '' };
  child.stderr.on('data', (part: Buffer) => (said.err += part.toString()));
  const origin = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (part: Buffer) => {
      said.out += part.toString();
      const found = /is at (http:\S+)/.exec(said.out);
      if (found?.[1] !== undefined) resolve(found[1]);
    });
    child.once('exit', (code) => reject(new Error(`it ended (${code}): ${said.err}`)));
  });
  return {
    origin,
    pid: child.pid ?? 0,
    alive,
    async close() {
      if (alive()) {
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
      if (own !== null) await rm(own, { recursive: true, force: true });
    },
  };
}
