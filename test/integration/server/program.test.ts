/** The server as its operator meets it: a process with arguments, a terminal and signals. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Browser } from './browser.ts';
import { PASSWORD } from './harness.ts';

let dataDir: string;
let started: ChildProcess[] = [];
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'redress-program-'));
});
afterEach(async () => {
  for (const child of started) if (child.exitCode === null) child.kill('SIGKILL');
  started = [];
  await rm(dataDir, { recursive: true, force: true });
});

const root = new URL('../../../', import.meta.url).pathname;

/** Embedded, whatever the tests around it run on: each has a directory of its own. */
function run(...args: string[]) {
  const { COUCHDB_URL: _none, ...env } = process.env;
  const argv = ['--import', 'tsx', 'server/main.ts', '--port', '0', '--data', dataDir, ...args];
  const child = spawn(process.execPath, argv, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  started.push(child);
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const says = async (pattern: RegExp): Promise<RegExpExecArray> => {
    for (;;) {
      const found = pattern.exec(out);
      if (found !== null) return found;
      if (child.exitCode !== null) throw new Error(`it ended (${child.exitCode}): ${out}${err}`);
      await new Promise((done) => setTimeout(done, 50));
    }
  };
  const ended = async (): Promise<number | null> => {
    if (child.exitCode === null) await once(child, 'exit');
    return child.exitCode;
  };
  return { child, says, ended, out: () => out, err: () => err };
}

test('the first start prints a link that sets it up, the next one prints none and knows the account', async () => {
  const first = run();
  const [, origin = '', token = ''] = await first.says(/(http:\/\/localhost:\d+)\/setup#token=(\S+)/);
  const here = new Browser(origin);
  const form = { organisation: 'Railways', name: 'Ana', login: 'ana', password: PASSWORD, demo: false };
  expect((await here.post('/api/setup', { token, ...form })).body.role).toBe('admin');
  expect((await here.get('/api/admin/organisation')).body.organisation.name).toBe('Railways');
  expect((await here.get('/sync/pull')).status).toBe(200);
  first.child.kill('SIGTERM');
  expect(await first.ended()).toBe(0);
  expect(first.err()).not.toContain(token);

  const second = run();
  const [, next = ''] = await second.says(/is at (http:\S+)/);
  expect((await new Browser(next).signIn('ana', PASSWORD)).status).toBe(200);
  expect(second.out()).not.toContain('setup#');
  const events = await fetch(`${next}/sync/events`, { headers: { authorization: 'Bearer none' } });
  expect(events.status).toBe(401);
  second.child.kill('SIGINT');
  expect(await second.ended()).toBe(0);
});

test('it stops at once although somebody listens to events', async () => {
  const server = run();
  const [, origin = '', token = ''] = await server.says(/(http:\/\/localhost:\d+)\/setup#token=(\S+)/);
  const here = new Browser(origin);
  const form = { organisation: 'Railways', name: 'Ana', login: 'ana', password: PASSWORD, demo: false };
  await here.post('/api/setup', { token, ...form });
  const { body } = await here.post('/api/session/token', { login: 'ana', password: PASSWORD });
  const events = await fetch(`${origin}/sync/events`, { headers: { authorization: `Bearer ${body.token}` } });
  expect(events.status).toBe(200);
  const start = performance.now();
  server.child.kill('SIGTERM');
  expect(await server.ended()).toBe(0);
  expect(performance.now() - start).toBeLessThan(8000);
  await events.text();
});

test('demonstration data come with one sign-in a role, printed at every start', async () => {
  for (let start = 0; start < 2; start += 1) {
    const server = run('--demo');
    const [, origin = ''] = await server.says(/is at (http:\S+)/);
    await server.says(/admin\s+\S+\s+\S+\n/);
    const table = [...server.out().matchAll(/^ {2}(field|manager|analyst|admin) +(\S+) +(\S+)$/gm)];
    expect(new Set(table.map(([, role]) => role))).toEqual(new Set(['field', 'manager', 'analyst', 'admin']));
    for (const [, role = '', login = '', password = ''] of table) {
      const { body } = await new Browser(origin).signIn(login, password);
      expect([body.role, body.organisation.demo, body.temporaryPassword]).toEqual([role, true, undefined]);
    }
    expect(server.out()).not.toContain('setup#');
    server.child.kill('SIGTERM');
    expect(await server.ended()).toBe(0);
  }
  const { COUCHDB_URL: _none, ...env } = process.env;
  const beyond = spawn(
    process.execPath,
    ['--import', 'tsx', 'server/main.ts', '--port', '0', '--data', dataDir, '--host', '0.0.0.0'],
    { cwd: root, env: { ...env, REDRESS_INSECURE_LISTEN: '1' }, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  started.push(beyond);
  let err = '';
  beyond.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const [code] = await once(beyond, 'exit');
  expect([code, err]).toEqual([1, expect.stringContaining('well-known passwords')]);
});

test('the set-up page can load the demonstration too', async () => {
  const server = run();
  const [, origin = '', token = ''] = await server.says(/(http:\/\/localhost:\d+)\/setup#token=(\S+)/);
  const here = new Browser(origin);
  const form = { organisation: 'Railways', name: 'Ana', login: 'ana', password: PASSWORD, demo: true };
  const { body } = await here.post('/api/setup', { token, ...form });
  expect(body.organisation).toEqual({ name: 'Railways', demo: true });
  expect((await here.get('/api/admin/people')).body).toHaveLength(5);
  expect((await here.get('/api/admin/organisation')).body.regions.length).toBeGreaterThanOrEqual(3);
  server.child.kill('SIGTERM');
  expect(await server.ended()).toBe(0);
});

test('a mistake in the arguments is one sentence and the usage', async () => {
  const wrong = run('--demo', '--host', '0.0.0.0');
  expect(await wrong.ended()).toBe(2);
  expect(wrong.err()).toContain('--demo has well-known passwords');
  const help = run('--help');
  expect(await help.ended()).toBe(0);
  expect(help.out()).toContain('--port');
});

test('a second server on one directory says so and harms nothing', async () => {
  const first = run();
  await first.says(/is at/);
  const second = run();
  expect(await second.ended()).toBe(1);
  expect(second.err()).toContain('--data');
  expect(second.err()).not.toContain('    at ');
  await access(join(dataDir, 'admin.sock'));
  first.child.kill('SIGTERM');
  expect(await first.ended()).toBe(0);
});
