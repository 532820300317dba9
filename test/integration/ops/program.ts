/** The server as a process of its own, on an embedded store. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Browser } from '../server/browser.ts';
import { PASSWORD } from '../server/harness.ts';
import { root } from '../import/home.ts';

export interface Program {
  readonly child: ChildProcess;
  /** empty when it has ended instead of listening */
  readonly origin: string;
  /** of the link that sets it up; empty when it is set up */
  readonly token: string;
  readonly out: () => string;
  readonly err: () => string;
  /** The first administrator, signed in. */
  setUp(): Promise<Browser>;
  /** @returns its exit code */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
  ended(): Promise<number | null>;
}

export const admin = { organisation: 'Railways', name: 'Ana', login: 'ana', password: PASSWORD };

/** @returns once it listens, or has ended */
export async function serve(dataDir: string, env: Record<string, string> = {}): Promise<Program> {
  const { COUCHDB_URL: _none, ...inherited } = process.env;
  const argv = ['--import', 'tsx', 'server/main.ts', '--port', '0', '--data', dataDir];
  const child = spawn(process.execPath, argv, {
    cwd: root,
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const runs = (): boolean => child.exitCode === null && child.signalCode === null;
  while (!/is at http:\S+\n/.test(out) && runs()) await new Promise((done) => setTimeout(done, 30));
  const [, origin = ''] = /is at (http:\S+)/.exec(out) ?? [];
  // printed after the address
  while (runs() && !/setup#token=\S+\n/.test(out) && out.includes('Nobody has an account'))
    await new Promise((done) => setTimeout(done, 30));
  const token = (): string => /setup#token=(\S+)/.exec(out)?.[1] ?? '';
  const ended = async (): Promise<number | null> => {
    if (runs()) await once(child, 'exit');
    return child.exitCode;
  };
  return {
    child,
    origin,
    get token() {
      return token();
    },
    out: () => out,
    err: () => err,
    async setUp() {
      while (token() === '' && runs()) await new Promise((done) => setTimeout(done, 30));
      const browser = new Browser(origin);
      const { status, body } = await browser.post('/api/setup', { token: token(), ...admin, demo: false });
      if (status !== 200) throw new Error(JSON.stringify(body));
      return browser;
    },
    stop(signal = 'SIGTERM') {
      child.kill(signal);
      return ended();
    },
    ended,
  };
}
