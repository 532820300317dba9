/** The built server as a program of its own, on a free port, with data of its own, and an organisation in it. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AccountRole } from '../../../src/domain/actor.ts';
import type { KioskCode, NewPassword } from '../../../server/contract/session.ts';
import { couchdbUrl, dropDatabases } from '../../integration/store/couch.ts';

export const ADMIN = { login: 'admin', password: 'correct horse battery staple' };
const MAIN = 'dist/server/main.js';

export interface Login {
  readonly login: string;
  readonly password: string;
  /** `account:<uuid>` */
  readonly account: string;
}
export interface TestServer {
  /** `http://localhost:<port>` */
  readonly origin: string;
  readonly dataDir: string;
  /** where the first administrator is made; null when there is one */
  readonly setupLink: string | null;
  /** As the administrator; throws when it is refused. */
  admin(path: string, method?: 'GET' | 'POST' | 'PUT' | 'PATCH', body?: unknown): Promise<unknown>;
  person(
    role: AccountRole,
    where: { branches?: string[]; regions?: string[]; name?: string },
  ): Promise<Login>;
  kiosk(branch: string): Promise<KioskCode>;
  /** SIGTERM; what it stored stays until `close`. */
  stop(): Promise<void>;
  /** SIGKILL, as a power cut would. */
  kill(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

/** Waits for the lines that the program prints when it listens. */
async function launch(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ child: ChildProcess; printed: string }> {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      // What it prints, it prints in one go: the address first, then the link or the sign-ins.
      if (printed.includes('Redress is at')) setTimeout(resolve, 50);
    });
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}\n${printed}\n${errors}`)));
  });
  return { child, printed };
}

/** @param args none: with an organisation; `--demo`: with demonstration data */
export const startServer = (...args: readonly string[]): Promise<TestServer> => startServerWith({}, ...args);

/** @param env what its operator has set; with a `COUCHDB_URL`, there or around, it keeps its data in databases of its own */
export async function startServerWith(
  env: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<TestServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'redress-e2e-'));
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const all = ['--port', String(port), '--data', dataDir, ...args];
  const couch = env['COUCHDB_URL'] ?? couchdbUrl ?? '';
  const prefix = env['COUCHDB_PREFIX'] ?? `test_${randomBytes(6).toString('hex')}`;
  const set = couch === '' ? env : { ...env, COUCHDB_PREFIX: prefix };
  let running = await launch(all, set);
  let token = '';
  const setupLink = /https?:\S+\/setup#token=\S+/.exec(running.printed)?.[0] ?? null;

  const ask = async (path: string, method: string, body?: unknown): Promise<Response> => {
    const response = await fetch(`${origin}${path}`, {
      method,
      headers: {
        origin,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response;
  };
  const signIn = async (login: { login: string; password: string }): Promise<void> => {
    const response = await ask('/api/session', 'POST', login);
    token = /__Host-redress=([^;]+)/.exec(response.headers.get('set-cookie') ?? '')?.[1] ?? '';
  };
  const stop = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    if (running.child.exitCode !== null || running.child.signalCode !== null) return;
    running.child.kill(signal);
    await once(running.child, 'exit');
  };

  const server: TestServer = {
    origin,
    dataDir,
    setupLink,
    async admin(path, method = 'GET', body) {
      const text = await (await ask(path, method, body)).text();
      return text === '' ? null : (JSON.parse(text) as unknown);
    },
    async person(role, { branches = [], regions = [], name = `A ${role}` }) {
      const login = `${role}-${Math.random().toString(36).slice(2, 10)}`;
      const input = { login, name, role, branches, regions, remedyLimit: role === 'field' ? 10_000 : null };
      const made = (await server.admin('/api/admin/people', 'POST', input)) as NewPassword;
      return { login, password: made.password, account: made.id };
    },
    async kiosk(branch) {
      const input = { name: 'Front door', branch, surveys: ['survey:satisfaction:1'] };
      return (await server.admin('/api/admin/kiosks', 'POST', input)) as KioskCode;
    },
    stop: () => stop('SIGTERM'),
    kill: () => stop('SIGKILL'),
    async start() {
      running = await launch(all, set);
    },
    async close() {
      await stop('SIGTERM');
      await rm(dataDir, { recursive: true, force: true });
      if (couch !== '') await dropDatabases(couch, `${prefix}_`);
    },
  };
  if (args.includes('--demo')) await signIn({ login: 'admin', password: 'redress-demo' });
  if (args.length === 0) await organise(server, ask, signIn);
  return server;
}

/** The first administrator, the regions north (n1, n2) and south (s1), and a few categories. */
async function organise(
  { setupLink, admin }: TestServer,
  ask: (path: string, method: string, body?: unknown) => Promise<Response>,
  signIn: (login: typeof ADMIN) => Promise<void>,
): Promise<void> {
  const token = setupLink?.split('token=')[1];
  await ask('/api/setup', 'POST', {
    token,
    organisation: 'Warm Homes',
    name: 'Admin',
    demo: false,
    ...ADMIN,
  });
  await signIn(ADMIN);
  const calendar = {
    timeZone: 'Asia/Tbilisi',
    workdays: [1, 2, 3, 4, 5],
    hours: { from: '09:00', to: '18:00' },
    holidays: [],
  };
  const put = (path: string, body: unknown): Promise<unknown> => admin(`/api/admin/${path}`, 'PUT', body);
  await put('regions/north', { name: { default: 'North' }, calendar });
  await put('regions/south', { name: { default: 'South' }, calendar });
  await put('branches/n1', { region: 'north', name: { default: 'Old Town' }, closed: false });
  await put('branches/n2', { region: 'north', name: { default: 'Harbour' }, closed: false });
  await put('branches/s1', { region: 'south', name: { default: 'Hill Street' }, closed: false });
  await put('categories', {
    categories: [
      { code: 'repair', parent: null, name: { default: 'Repair' } },
      { code: 'repair-again', parent: 'repair', name: { default: 'Came back' } },
      { code: 'invoice', parent: null, name: { default: 'Invoice' } },
      { code: 'conduct', parent: null, name: { default: 'Conduct' } },
    ],
  });
}
