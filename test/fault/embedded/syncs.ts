/** Whether what was acknowledged had been synced to the disk, as the kernel was asked: by strace, where it is. */
import { execFile } from 'node:child_process';
import { readFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const WRITER = fileURLToPath(new URL('./marked-writer.ts', import.meta.url));

export interface Synced {
  /** that were acknowledged */
  readonly writes: number;
  /** calls of fsync and fdatasync that succeeded, from the first write to the last */
  readonly syncs: number;
  readonly failures: readonly string[];
}

/** @returns why nothing can be traced here; null: it can */
export async function whyNoTrace(): Promise<string | null> {
  try {
    await run('strace', ['-f', '-o', '/dev/null', 'true']);
    return null;
  } catch (error) {
    const absent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return absent ? 'strace is not installed' : 'strace may not trace here';
  }
}

/** @param count rounds of the writer, fifteen writes each */
export async function traceWrites(count: number): Promise<Synced> {
  const dataDir = await mkdtemp(join(tmpdir(), 'redress-traced-'));
  const trace = join(dataDir, 'trace');
  const calls = 'trace=write,pwrite64,fsync,fdatasync';
  const writer = [process.execPath, '--import', 'tsx', WRITER, dataDir, String(count)];
  try {
    await run('strace', ['-f', '-y', '-s', '40', '-e', calls, '-o', trace, ...writer]);
    return readTrace(await readFile(trace, 'utf8'));
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

interface Write {
  readonly kind: string;
  /** the files and folders that were synced since it began */
  readonly synced: Set<string>;
}

const MARK = /write\(\d+<[^>]*\/marks>, "(begin|ack) (\w+) (\d+)/;
const SYNC = /^(\d+) +(?:fsync|fdatasync)\(\d+<([^>]*)>(?:\) += (-?\d+)| <unfinished)/;
const RESUMED = /^(\d+) +<\.\.\. (?:fsync|fdatasync) resumed>\) += (-?\d+)/;

/** A blob's bytes and its name are in two places; everything else is in LevelDB's log. */
const isSynced = ({ kind, synced }: Write): boolean =>
  kind === 'blob'
    ? [/\/spool\/[^/]+$/, /\/blobs\/[0-9a-f]{2}$/].every((place) =>
        [...synced].some((path) => place.test(path)),
      )
    : [...synced].some((path) => /\/store\/redress_data\/\d+\.log$/.test(path));

/** Reads the lines in the order in which calls began and returned. */
function readTrace(text: string): Synced {
  const running = new Map<string, Write>();
  const unfinished = new Map<string, string>();
  const failures: string[] = [];
  let writes = 0;
  let syncs = 0;
  const note = (path: string, result: string): void => {
    if (result !== '0' || (writes === 0 && running.size === 0)) return;
    syncs += 1;
    for (const { synced } of running.values()) synced.add(path);
  };
  for (const line of text.split('\n')) {
    const [, mark, kind = '', number = ''] = MARK.exec(line) ?? [];
    if (mark === 'begin') running.set(number, { kind, synced: new Set() });
    if (mark === 'ack') {
      const write = running.get(number);
      running.delete(number);
      writes += 1;
      if (write === undefined || !isSynced(write)) failures.push(`${kind} ${number} was not synced`);
    }
    const [, thread = '', path = '', result] = SYNC.exec(line) ?? [];
    if (path !== '' && result === undefined) unfinished.set(thread, path);
    else if (path !== '') note(path, result ?? '');
    const [, waiting = '', returned = ''] = RESUMED.exec(line) ?? [];
    const began = unfinished.get(waiting);
    if (began !== undefined) note(began, returned);
    if (waiting !== '') unfinished.delete(waiting);
  }
  return { writes, syncs, failures };
}
