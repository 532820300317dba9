import { afterAll, beforeAll, expect, test } from 'vitest';
import { Browser, newPublicKey } from './browser.ts';
import { PASSWORD, openHome, startTestServer } from './harness.ts';
import type { Home, TestServer } from './harness.ts';

const HOUR = 3_600_000;
let home: Home;
let server: TestServer;
let counter = 0;

beforeAll(async () => {
  home = await openHome();
  server = await startTestServer(home);
});
afterAll(async () => {
  await server.close();
  await home.close();
});

const browser = () => new Browser(server.origin);
/** somebody of their own for each test: failures are counted by login */
async function somebody(over: Parameters<TestServer['account']>[0] = {}) {
  counter += 1;
  const login = `person${counter}`;
  const id = await server.account({ login, role: 'field', ...over });
  const here = browser();
  const answer = await here.signIn(login, PASSWORD);
  expect(answer.status).toBe(200);
  return { login, id, here, answer };
}

test('signing in gives a session in a cookie that scripts, other sites and plain pages never see', async () => {
  const { id, login, here, answer } = await somebody();
  expect(answer.body).toMatchObject({ account: id, login, role: 'field', device: null, remedyLimit: null });
  const cookie = answer.headers.getSetCookie().find((line) => line.startsWith('__Host-redress='));
  for (const attribute of ['HttpOnly', 'Secure', 'SameSite=Strict', 'Path=/'])
    expect(cookie).toContain(attribute);
  expect(cookie).not.toContain('Domain');
  expect((await here.get('/api/session')).body.account).toBe(id);
});

test('a wrong password and an unknown login get the same answer', async () => {
  const { login } = await somebody();
  const wrong = await browser().signIn(login, 'not the password');
  const unknown = await browser().signIn('nobody-at-all', 'not the password');
  expect([wrong.status, wrong.body]).toEqual([401, { error: { code: 'session.wrong' } }]);
  expect([unknown.status, unknown.body]).toEqual([wrong.status, wrong.body]);
});

test('the login is found however it is typed', async () => {
  const { login } = await somebody();
  expect((await browser().signIn(`  ${login.toUpperCase()} `, PASSWORD)).status).toBe(200);
});

test('signing out ends the session for whoever has its token', async () => {
  const { here } = await somebody();
  const stolen = here.cookies.get('__Host-redress') ?? '';
  expect((await here.delete('/api/session')).status).toBe(204);
  expect(here.cookies.size).toBe(0);
  expect((await here.get('/api/session')).body.error.code).toBe('session.required');
  here.cookies.set('__Host-redress', stolen);
  expect((await here.get('/api/session')).body.error.code).toBe('session.expired');
});

test('signing in again in one browser ends the session before', async () => {
  const { here, login } = await somebody();
  const first = here.cookies.get('__Host-redress') ?? '';
  await here.signIn(login, PASSWORD);
  const other = browser();
  other.cookies.set('__Host-redress', first);
  expect((await other.get('/api/session')).body.error.code).toBe('session.expired');
});

test('a session ends after twelve hours unused, and after fourteen days however much it is used', async () => {
  const idle = await somebody();
  server.pass(11 * HOUR);
  expect((await idle.here.get('/api/session')).status).toBe(200);
  await server.auth.sessions.close();
  server.pass(11 * HOUR);
  expect((await idle.here.get('/api/session')).status).toBe(200);
  await server.auth.sessions.close();
  server.pass(12 * HOUR);
  expect((await idle.here.get('/api/session')).body.error.code).toBe('session.expired');

  const used = await somebody();
  for (let hours = 0; hours < 14 * 24 - 6; hours += 6) {
    server.pass(6 * HOUR);
    expect((await used.here.get('/api/session')).status).toBe(200);
    await server.auth.sessions.close();
  }
  server.pass(6 * HOUR);
  expect((await used.here.get('/api/session')).body.error.code).toBe('session.expired');
});

test('sessions that have run out are swept from the store', async () => {
  await somebody();
  server.pass(15 * 24 * HOUR);
  await server.auth.sessions.sweep();
  const left = await home.stores.accounts.range({ from: 'session:', to: 'session:\ufff0' });
  expect(left).toEqual([]);
});

test('beyond a few failures each further one waits longer, the right password included', async () => {
  const { login } = await somebody();
  const guess = browser();
  const codes: string[] = [];
  for (let count = 0; count < 6; count += 1)
    codes.push((await guess.signIn(login, 'wrong wrong')).body.error.code);
  expect(codes).toEqual([...Array<string>(5).fill('session.wrong'), 'session.locked']);
  const locked = await guess.signIn(login, PASSWORD);
  expect(locked.status).toBe(429);
  expect(locked.body.error).toMatchObject({ code: 'session.locked', retryAfter: expect.any(Number) });
  expect(locked.headers.get('retry-after')).toBe(String(locked.body.error.retryAfter));
  server.pass(locked.body.error.retryAfter * 1000);
  expect((await guess.signIn(login, 'wrong wrong')).body.error.code).toBe('session.wrong');
  expect((await guess.signIn(login, PASSWORD)).body.error.retryAfter).toBeGreaterThan(
    locked.body.error.retryAfter,
  );
  server.pass(15 * 60_000);
  expect((await guess.signIn(login, PASSWORD)).status).toBe(200);
  expect((await guess.signIn(login, 'wrong wrong')).body.error.code).toBe('session.wrong');
});

test('a hundred guesses at once are a hundred guesses', async () => {
  const { login } = await somebody();
  const answers = await Promise.all(Array.from({ length: 40 }, () => browser().signIn(login, 'wrong wrong')));
  const tried = answers.filter(({ body }) => body.error.code === 'session.wrong');
  expect(tried.length).toBeLessThanOrEqual(5);
  server.pass(2 * HOUR);
});

test('an unknown login is locked as a known one is', async () => {
  const login = `stranger${Date.now()}`;
  const codes: string[] = [];
  for (let count = 0; count < 6; count += 1)
    codes.push((await browser().signIn(login, 'wrong wrong')).body.error.code);
  expect(codes.at(-1)).toBe('session.locked');
  server.pass(2 * HOUR);
});

test('a cookie counts only from our own page', async () => {
  const { here } = await somebody();
  for (const origin of ['https://evil.example', 'http://127.0.0.1:1', 'null', null]) {
    here.origin = origin;
    const answer = await here.delete('/api/session');
    expect([origin, answer.status, answer.body.error?.code]).toEqual([origin, 403, 'session.origin']);
  }
  here.origin = server.origin;
  const neighbour = await here.get('/api/session', { 'sec-fetch-site': 'same-site' });
  expect(neighbour.body.error.code).toBe('session.origin');
  expect((await here.get('/api/session', { 'sec-fetch-site': 'same-origin' })).status).toBe(200);
});

test('another page can sign nobody in', async () => {
  const { login } = await somebody();
  const page = browser();
  page.origin = 'https://evil.example';
  expect((await page.signIn(login, PASSWORD)).body.error.code).toBe('session.origin');
});

test('a name server that points a name at us gets no answer', async () => {
  const answer = await server.app.inject({ url: '/api/setup', headers: { host: 'rebound.example:8080' } });
  expect([answer.statusCode, answer.json().error.code]).toEqual([421, 'server.host']);
});

test('a client that is no browser gets a bearer token, which needs no origin', async () => {
  const { login, id } = await somebody();
  const client = browser();
  client.origin = null;
  const { body } = await client.post('/api/session/token', { login, password: PASSWORD });
  expect(client.cookies.size).toBe(0);
  const authorization = { authorization: `Bearer ${body.token}` };
  expect((await client.get('/api/session', authorization)).body.account).toBe(id);
  expect((await client.send('DELETE', '/api/session', undefined, authorization)).status).toBe(204);
  expect((await client.get('/api/session', authorization)).status).toBe(401);
  for (const bad of ['Bearer ', 'Bearer x', `Basic ${body.token}`, 'Bearer '.padEnd(5000, 'x')]) {
    expect((await client.get('/api/session', { authorization: bad })).status).toBe(401);
  }
});

test('changing the password wants the old one, ends every other session and keeps the device', async () => {
  const { login, here } = await somebody();
  await here.post('/api/devices', { publicKey: newPublicKey(), label: 'phone' });
  const elsewhere = browser();
  await elsewhere.signIn(login, PASSWORD);
  const next = 'another long password';
  expect((await here.post('/api/session/password', { current: 'wrong', next })).body.error.code).toBe(
    'session.wrongPassword',
  );
  const short = await here.post('/api/session/password', { current: PASSWORD, next: 'short' });
  expect(short.body.error).toMatchObject({
    code: 'schema.invalid',
    fields: [{ field: 'next', rule: 'password.short' }],
  });
  const done = await here.post('/api/session/password', { current: PASSWORD, next });
  expect(done.body.device).not.toBeNull();
  expect((await here.get('/api/session')).status).toBe(200);
  expect((await elsewhere.get('/api/session')).body.error.code).toBe('session.expired');
  expect((await browser().signIn(login, PASSWORD)).status).toBe(401);
  expect((await browser().signIn(login, next)).status).toBe(200);
});

test('what is stored opens nothing: neither tokens nor passwords are in the store or in the log', async () => {
  const { here, login } = await somebody();
  await browser().signIn(login, 'a very secret guess');
  const token = here.cookies.get('__Host-redress') ?? '?';
  const docs = JSON.stringify(
    await home.stores.accounts.range({ from: 'a', to: '\ufff0', includeDocs: true }),
  );
  expect(docs).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
  for (const secret of [token, PASSWORD, 'a very secret guess']) {
    expect(docs).not.toContain(secret);
    expect([secret, server.logged().includes(secret)]).toEqual([secret, false]);
  }
  const requests = server
    .logged()
    .split('\n')
    .filter((line) => line.includes('"route":"/api/session"'));
  expect(requests.length).toBeGreaterThan(2);
  for (const personal of [login, '127.0.0.1', 'cookie']) {
    expect(requests.filter((line) => line.includes(personal))).toEqual([]);
  }
});

test('every sign-in, successful or not, is in the audit trail before it is answered', async () => {
  const { id, login } = await somebody();
  await browser().signIn(login, 'wrong wrong');
  const docs = await home.stores.audit.range({ from: 'audit:', to: 'audit:\ufff0', includeDocs: true });
  const acts = docs.filter((doc) => doc['by'] === id || doc['to'] === id).map((doc) => doc['act']);
  expect(acts).toEqual(['session.opened', 'session.refused']);
});

test('a disabled account is told so only with the right password, and its sessions end', async () => {
  const { id, login, here } = await somebody();
  const admin = await somebody({ role: 'admin' });
  await admin.here.patch(`/api/admin/people/${id}`, { disabled: true });
  expect((await here.get('/api/session')).body.error.code).toBe('session.expired');
  expect((await browser().signIn(login, 'wrong wrong')).body.error.code).toBe('session.wrong');
  expect((await browser().signIn(login, PASSWORD)).body.error.code).toBe('session.disabled');
});
