import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Browser } from './browser.ts';
import { openHome, startTestServer } from './harness.ts';
import type { Home, TestServer } from './harness.ts';

let home: Home;
let server: TestServer;
beforeAll(async () => {
  home = await openHome();
  server = await startTestServer(home);
});
afterAll(async () => {
  await server.close();
  await home.close();
});
const browser = () => new Browser(server.origin);

test.each([
  ['a polluted prototype', '{"login":"a","password":"b","__proto__":{"role":"admin"}}', 400, 'server.json'],
  ['a polluted constructor', '{"login":"a","constructor":{"prototype":{"x":1}}}', 400, 'server.json'],
  ['no JSON', '{"login":', 400, 'server.json'],
  ['nothing', '', 400, 'server.json'],
  ['null', 'null', 422, 'schema.invalid'],
  ['a list', '[1,2]', 422, 'schema.invalid'],
  ['numbers for text', '{"login":1,"password":{}}', 422, 'schema.invalid'],
  ['a field too many', '{"login":"a","password":"b","role":"admin"}', 422, 'schema.invalid'],
  [
    'a login of a million letters',
    JSON.stringify({ login: 'x'.repeat(900_000), password: 'b' }),
    422,
    'schema.invalid',
  ],
  [
    'two million bytes',
    JSON.stringify({ login: 'x'.repeat(2_000_000), password: 'b' }),
    413,
    'server.tooLarge',
  ],
  ['deep nesting', `${'['.repeat(200_000)}${']'.repeat(200_000)}`, 422, 'schema.invalid'],
])('%s is refused with a code', async (_what, body, status, code) => {
  const answer = await browser().post('/api/session', body);
  expect([answer.status, answer.body.error.code]).toEqual([status, code]);
  expect(JSON.stringify(answer.body).length).toBeLessThan(1000);
  expect(Object.prototype).not.toHaveProperty('role');
});

test.each([
  ['text/plain'],
  ['application/x-www-form-urlencoded'],
  ['multipart/form-data; boundary=x'],
  ['text/html'],
])('a form of another page (%s) is no request of ours', async (type) => {
  const answer = await browser().post('/api/session', '{"login":"a","password":"b"}', {
    'content-type': type,
  });
  expect([answer.status, answer.body.error.code]).toEqual([415, 'server.mediaType']);
});

test('what is unknown below the API is a problem and never a page', async () => {
  for (const path of ['/api/nothing', '/sync/nothing', '/api', '/sync/../api/x', '/assets/gone.js']) {
    const answer = await browser().get(path, { accept: 'text/html' });
    expect([path, answer.status, answer.body.error.code]).toEqual([path, 404, 'server.notFound']);
    expect(answer.headers.get('content-type')).toContain('application/json');
  }
  for (const path of ['/api/%', '/api/%00', '/api/%ff']) {
    expect((await browser().get(path)).body.error.code).toBe('server.request');
  }
  expect((await browser().put('/api/session', {})).body.error.code).toBe('server.notFound');
});

test('an answer of the API is kept by nobody', async () => {
  expect((await browser().get('/api/setup')).headers.get('cache-control')).toBe('no-store');
});

test('administration is closed to whoever is not signed in', async () => {
  const paths = ['/api/admin/people', '/api/admin/devices', '/api/admin/organisation'];
  for (const path of paths) expect((await browser().get(path)).body.error.code).toBe('session.required');
});

test('a request that lies about its length, or never ends, harms nobody else', async () => {
  const { hostname, port } = new URL(server.origin);
  const headers = { 'content-type': 'application/json', 'content-length': '50', origin: server.origin };
  const slow = request({ hostname, port, method: 'POST', path: '/api/session', headers });
  slow.on('error', () => undefined);
  slow.write('{"login":');
  expect((await browser().get('/api/health')).body).toEqual({ ok: true });
  slow.destroy();
});

test('a stranger who asks without end is told to wait', async () => {
  const seen = new Set<number>();
  for (let round = 0; round < 70 && !seen.has(429); round += 1) {
    const answers = await Promise.all(Array.from({ length: 10 }, () => browser().get('/api/setup')));
    for (const { status } of answers) seen.add(status);
  }
  const refused = await browser().get('/api/setup');
  expect(refused.body.error).toMatchObject({ code: 'rate.limited', retryAfter: expect.any(Number) });
  expect((await browser().get('/api/health/live')).body).toEqual({ ok: true });
});
