import { afterAll, beforeAll, expect, test } from 'vitest';
import { Browser, newPublicKey } from './browser.ts';
import { PASSWORD, openHome, startTestServer } from './harness.ts';
import type { Home, TestServer } from './harness.ts';
import { branch, makeOrganisation } from './organisation.ts';

const HOUR = 3_600_000;
const SURVEY = 'survey:satisfaction:1';
let home: Home;
let server: TestServer;
let admin: Browser;
let counter = 0;

beforeAll(async () => {
  home = await openHome();
  server = await startTestServer(home);
  admin = await makeOrganisation(server);
});
afterAll(async () => {
  await server.close();
  await home.close();
});

const browser = () => new Browser(server.origin);
async function phone() {
  counter += 1;
  const login = `worker${counter}`;
  await server.account({ login, role: 'field' });
  const here = browser();
  await here.signIn(login, PASSWORD);
  return { here, login };
}
const enrol = (here: Browser, publicKey: object) => here.post('/api/devices', { publicKey, label: 'phone' });
async function newKiosk(over: object = {}) {
  const { status, body } = await admin.post('/api/admin/kiosks', {
    name: 'Hall',
    branch: 'N1',
    surveys: [SURVEY],
    ...over,
  });
  expect([status, body.error]).toEqual([201, undefined]);
  return body as { device: string; code: string; url: string; expires: number };
}
const devices = async () => (await admin.get('/api/admin/devices')).body as Record<string, unknown>[];

test('a browser enrols its key once and is the same device ever after', async () => {
  const { here, login } = await phone();
  const key = newPublicKey();
  const first = await enrol(here, key);
  expect(first.body).toEqual({ device: expect.any(String), code: expect.stringMatching(/^[0-9A-Z]{3}$/) });
  expect((await enrol(here, key)).body).toEqual(first.body);
  expect((await here.get('/api/session')).body.device).toEqual({
    id: first.body.device,
    code: first.body.code,
  });
  await here.signIn(login, PASSWORD);
  expect((await here.get('/api/session')).body.device).toBeNull();
  expect((await enrol(here, key)).body).toEqual(first.body);
});

test('no code is issued twice, however many enrol at once', async () => {
  const phones = await Promise.all(Array.from({ length: 8 }, phone));
  const answers = await Promise.all(
    phones.flatMap(({ here }) => [enrol(here, newPublicKey()), enrol(here, newPublicKey())]),
  );
  const codes = answers.map(({ body }) => body.code);
  expect(new Set(codes).size).toBe(16);
});

test('one key from two tabs at once is one device', async () => {
  const { here } = await phone();
  const key = newPublicKey();
  const answers = await Promise.all(Array.from({ length: 4 }, () => enrol(here, key)));
  expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
});

test("another account can't take a key over", async () => {
  const key = newPublicKey();
  await enrol((await phone()).here, key);
  const other = await enrol((await phone()).here, key);
  expect([other.status, other.body.error.code]).toEqual([409, 'device.otherAccount']);
});

test('what is no public key of ours is refused', async () => {
  const { here } = await phone();
  const key = newPublicKey();
  for (const bad of [
    { ...key, x: 'AAAA' },
    { ...key, d: key.x },
    { ...key, y: key.x },
    { ...key, x: 'é' },
  ]) {
    const { body } = await enrol(here, bad);
    expect(body.error.fields).toEqual([{ field: 'publicKey', rule: 'key.public' }]);
  }
  expect((await enrol(here, { ...key, kty: 'RSA' })).body.error.fields).toEqual([
    { field: 'publicKey.kty', rule: 'choice' },
  ]);
});

test('a revoked device ends its sessions and enrols no more', async () => {
  const { here, login } = await phone();
  const key = newPublicKey();
  const { device } = (await enrol(here, key)).body;
  expect((await admin.post(`/api/admin/devices/${device}/revoke`)).status).toBe(204);
  expect((await here.get('/api/session')).body.error.code).toBe('session.expired');
  await here.signIn(login, PASSWORD);
  expect((await enrol(here, key)).body.error.code).toBe('device.revoked');
  expect((await admin.post('/api/admin/devices/nothing/revoke')).body.error.code).toBe('device.notFound');
  expect((await devices()).find((one) => one['id'] === device)).toMatchObject({
    revoked: expect.any(Number),
  });
});

test('a kiosk is enrolled by its code, typed however, and knows what it is', async () => {
  const { device, code, url, expires } = await newKiosk();
  expect(url).toBe(`${server.origin}/kiosk#code=${code}`);
  expect(expires - server.context.now()).toBeGreaterThan(23 * HOUR);
  expect(code.replaceAll('-', '').length * 5).toBeGreaterThanOrEqual(60);
  const tablet = browser();
  const typed = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
  const { body } = await tablet.post('/api/kiosk', { code: typed, publicKey: newPublicKey() });
  expect(body).toEqual({
    device,
    code: expect.any(String),
    name: 'Hall',
    branch: 'N1',
    region: 'N',
    surveys: [SURVEY],
    organisation: { name: 'Test', demo: false },
  });
  expect([...tablet.cookies.keys()]).toEqual(['__Host-redress-kiosk']);
  expect((await tablet.get('/api/kiosk')).body.device).toBe(device);
  await admin.put('/api/admin/branches/N1', branch('S'));
  expect((await tablet.get('/api/kiosk')).body.region).toBe('S');
  await admin.put('/api/admin/branches/N1', branch('N'));
});

test('a code works once, also when two use it at once, and for a day', async () => {
  const { code } = await newKiosk();
  const tries = await Promise.all(
    Array.from({ length: 4 }, () => browser().post('/api/kiosk', { code, publicKey: newPublicKey() })),
  );
  expect(tries.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 403, 403, 403]);
  const later = await browser().post('/api/kiosk', { code, publicKey: newPublicKey() });
  expect([later.status, later.body.error.code]).toEqual([403, 'kiosk.code']);

  const slow = await newKiosk();
  server.pass(24 * HOUR);
  await admin.signIn('admin', PASSWORD);
  const late = await browser().post('/api/kiosk', { code: slow.code, publicKey: newPublicKey() });
  expect(late.body.error.code).toBe('kiosk.code');
});

test('a new code puts an end to the one before', async () => {
  const first = await newKiosk();
  const second = (await admin.post(`/api/admin/kiosks/${first.device}/code`)).body;
  expect(second.device).toBe(first.device);
  const publicKey = newPublicKey();
  expect((await browser().post('/api/kiosk', { code: first.code, publicKey })).body.error.code).toBe(
    'kiosk.code',
  );
  expect((await browser().post('/api/kiosk', { code: second.code, publicKey })).status).toBe(200);
});

test('the same tablet enrolled again is the same kiosk, another tablet is another', async () => {
  const { device, code } = await newKiosk();
  const publicKey = newPublicKey();
  await browser().post('/api/kiosk', { code, publicKey });
  const again = (await admin.post(`/api/admin/kiosks/${device}/code`)).body.code;
  expect((await browser().post('/api/kiosk', { code: again, publicKey })).body.device).toBe(device);
  const moved = (await admin.post(`/api/admin/kiosks/${device}/code`)).body.code;
  const other = await browser().post('/api/kiosk', { code: moved, publicKey: newPublicKey() });
  expect(other.body.device).not.toBe(device);
  expect(other.body).toMatchObject({ name: 'Hall', branch: 'N1', surveys: [SURVEY] });
  expect((await devices()).find((one) => one['id'] === device)).toMatchObject({
    revoked: expect.any(Number),
  });
});

test('a kiosk is nobody: it is refused what is for people, and people what is for a kiosk', async () => {
  const { code, device } = await newKiosk();
  const tablet = browser();
  await tablet.post('/api/kiosk', { code, publicKey: newPublicKey() });
  const asPerson = [
    await tablet.get('/api/session'),
    await tablet.signIn('admin', PASSWORD),
    await tablet.post('/api/devices', { publicKey: newPublicKey(), label: 'x' }),
    await tablet.post('/api/session/password', { current: PASSWORD, next: 'x'.repeat(12) }),
    await tablet.delete('/api/session'),
  ];
  expect(asPerson.map(({ body }) => body.error.code)).toEqual(asPerson.map(() => 'session.kioskProfile'));
  for (const path of ['/api/admin/people', '/api/admin/devices', '/api/admin/organisation']) {
    expect((await tablet.get(path)).body.error.code).toBe('scope.forbidden');
  }
  const second = await newKiosk();
  const here = (await phone()).here;
  const mixed = await here.post('/api/kiosk', { code: second.code, publicKey: newPublicKey() });
  expect(mixed.body.error.code).toBe('session.personProfile');
  expect((await here.get('/api/kiosk')).body.error.code).toBe('session.personProfile');

  await admin.post(`/api/admin/devices/${device}/revoke`);
  expect((await tablet.get('/api/kiosk')).body.error.code).toBe('session.expired');
  expect((await tablet.signIn('admin', PASSWORD)).status).toBe(200);
});

test('a revoked tablet can become a kiosk again', async () => {
  const first = await newKiosk();
  const publicKey = newPublicKey();
  await browser().post('/api/kiosk', { code: first.code, publicKey });
  const second = await newKiosk({ name: 'Exit' });
  const busy = await browser().post('/api/kiosk', { code: second.code, publicKey });
  expect(busy.body.error.code).toBe('device.otherAccount');
  await admin.post(`/api/admin/devices/${first.device}/revoke`);
  const done = await browser().post('/api/kiosk', { code: second.code, publicKey });
  expect(done.body.device).toBe(second.device);
});

test('a kiosk session lasts a year from its last contact', async () => {
  const { code } = await newKiosk();
  const tablet = browser();
  await tablet.post('/api/kiosk', { code, publicKey: newPublicKey() });
  for (let month = 0; month < 18; month += 1) {
    server.pass(30 * 24 * HOUR);
    expect((await tablet.get('/api/kiosk')).status).toBe(200);
    await server.auth.sessions.close();
  }
  server.pass(365 * 24 * HOUR);
  expect((await tablet.get('/api/kiosk')).body.error.code).toBe('session.expired');
  await admin.signIn('admin', PASSWORD);
});

test('a kiosk needs a branch that is open and surveys that are there', async () => {
  await admin.put('/api/admin/branches/S1', branch('S', 'S1', true));
  const bad = await admin.post('/api/admin/kiosks', {
    name: 'x',
    branch: 'S1',
    surveys: [SURVEY, 'survey:none:1', 'branch:N1'],
  });
  expect(bad.body.error.fields).toEqual([
    { field: 'branch', rule: 'closedBranch' },
    { field: 'surveys.1', rule: 'unknownSurvey' },
    { field: 'surveys.2', rule: 'unknownSurvey' },
  ]);
  const none = await admin.post('/api/admin/kiosks', { name: 'x', branch: 'X', surveys: [] });
  expect(none.body.error.fields).toMatchObject([{ field: 'surveys', rule: 'required' }]);
});

test('codes that are guessed are slowed down', async () => {
  const guess = () => browser().post('/api/kiosk', { code: 'AAAAA-AAAAA-AAAAA', publicKey: newPublicKey() });
  const codes = new Set<string>();
  for (let count = 0; count < 60; count += 1) codes.add((await guess()).body.error.code);
  expect([...codes]).toEqual(['kiosk.code', 'session.locked']);
});
