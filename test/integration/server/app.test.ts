import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApp } from '../../../server/app.ts';
import { Browser } from './browser.ts';
import { openHome, startTestServer } from './harness.ts';
import type { Home, TestServer } from './harness.ts';

let home: Home;
let server: TestServer;
let served: Awaited<ReturnType<typeof buildApp>>;
let app: Browser;

beforeAll(async () => {
  home = await openHome();
  server = await startTestServer(home);
  const clientDir = join(home.dataDir, 'client');
  await mkdir(join(clientDir, 'assets'), { recursive: true });
  const files = {
    'index.html': '<!doctype html><title>app</title>',
    'sw.js': 'self',
    'manifest.webmanifest': '{}',
    'assets/index-Ab3_x9Zk.js': `export const text = '${'word '.repeat(2000)}';`,
    'assets/plain.js': 'plain',
    '.secret': 'secret',
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(clientDir, name), text);
  await writeFile(join(home.dataDir, 'outside.txt'), 'outside');
  const context = { ...server.context, config: { ...server.context.config, clientDir } };
  served = await buildApp(context, []);
  app = new Browser(await served.listen({ host: '127.0.0.1', port: 0 }));
});
afterAll(async () => {
  await served.close();
  await server.close();
  await home.close();
});

const page = { accept: 'text/html,application/xhtml+xml' };

test('a deep link is answered with the app, which is asked for anew each time', async () => {
  for (const path of ['/', '/complaints/0190a?x=1', '/kiosk', '/a/b/c', '/apiary']) {
    const answer = await app.get(path, page);
    expect([path, answer.status, answer.body]).toEqual([path, 200, '<!doctype html><title>app</title>']);
    expect(answer.headers.get('cache-control')).toBe('no-cache');
  }
});

test('a missing script is missing', async () => {
  expect((await app.get('/assets/gone-Ab3_x9Zk.js', page)).status).toBe(404);
  expect((await app.get('/gone.js', { accept: '*/*' })).body.error.code).toBe('server.notFound');
  expect((await app.post('/complaints', {}, page)).status).toBe(404);
});

test('hashed files are kept for ever, the service worker never', async () => {
  const header = async (path: string, name: string) => (await app.get(path)).headers.get(name);
  expect(await header('/assets/index-Ab3_x9Zk.js', 'cache-control')).toBe(
    'public, max-age=31536000, immutable',
  );
  expect(await header('/assets/plain.js', 'cache-control')).toBe('no-cache');
  expect(await header('/sw.js', 'cache-control')).toBe('no-cache');
  expect(await header('/manifest.webmanifest', 'content-type')).toContain('application/manifest+json');
  expect(await header('/assets/index-Ab3_x9Zk.js', 'content-type')).toContain('application/javascript');
});

test('what is large travels compressed', async () => {
  const answer = await app.get('/assets/index-Ab3_x9Zk.js', { 'accept-encoding': 'br' });
  expect(answer.headers.get('content-encoding')).toBe('br');
  expect(answer.body).toContain('word word');
});

test('nothing outside the app is served', async () => {
  for (const path of [
    '/.secret',
    '/../outside.txt',
    '/%2e%2e/outside.txt',
    '/assets/..%2f..%2foutside.txt',
    '/..\\outside.txt',
  ]) {
    const answer = await served.inject({ url: path, headers: { host: 'localhost' } });
    expect([path, answer.statusCode]).toEqual([path, answer.statusCode === 403 ? 403 : 404]);
    expect(answer.body).not.toMatch(/secret|outside$/);
  }
});

test('a page may load nothing but ours, inline nothing and be framed by nobody', async () => {
  const { headers } = await app.get('/', page);
  const policy = headers.get('content-security-policy') ?? '';
  for (const rule of [
    "default-src 'self'",
    "script-src 'self'",
    "worker-src 'self'",
    "connect-src 'self'",
    "img-src 'self' blob: data:",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ]) {
    expect(policy.split(';')).toContain(rule);
  }
  expect(policy).not.toContain('unsafe');
  expect(policy).not.toContain('upgrade-insecure-requests');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('strict-transport-security')).toBeNull();
});
