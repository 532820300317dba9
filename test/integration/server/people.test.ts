import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PersonId } from '../../../src/domain/ids.ts';
import { Browser } from './browser.ts';
import { PASSWORD, openHome, startTestServer } from './harness.ts';
import type { Home, TestServer } from './harness.ts';
import { makeOrganisation, person } from './organisation.ts';

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

async function add(over: object = {}) {
  counter += 1;
  const login = `nino${counter}`;
  const { status, body } = await admin.post('/api/admin/people', person({ login, ...over }));
  expect([status, body.error]).toEqual([201, undefined]);
  const here = new Browser(server.origin);
  const signedIn = await here.signIn(login, body.password);
  expect(signedIn.status).toBe(200);
  const id: string = body.id;
  return {
    id,
    login,
    password: body.password as string,
    here,
    info: signedIn.body,
    person: id.slice(8) as PersonId,
  };
}
const accounts = async () => (await admin.get('/api/admin/people')).body as { id: string; version: string }[];
const accountOf = async (id: string) => (await accounts()).find((one) => one.id === id);

test('a new person signs in with the password that was shown once, and is told to change it', async () => {
  const { id, info, here, password } = await add();
  expect(info).toMatchObject({ branches: ['N1'], regions: [], remedyLimit: 5000, temporaryPassword: true });
  expect(await accountOf(id)).toMatchObject({
    role: 'field',
    lastSignIn: expect.any(Number),
    disabled: false,
  });
  const next = 'a password of my own';
  const changed = await here.post('/api/session/password', { current: password, next });
  expect(changed.body.temporaryPassword).toBeUndefined();
});

test('nobody but an administrator manages people', async () => {
  for (const role of ['field', 'manager', 'analyst']) {
    const { here, id } = await add({ role, branches: [], regions: role === 'field' ? [] : ['N'] });
    const tries = [
      await here.get('/api/admin/people'),
      await here.post('/api/admin/people', person({ login: 'evil' })),
      await here.patch(`/api/admin/people/${id}`, { role: 'admin' }),
      await here.post(`/api/admin/people/${id}/password`),
      await here.get('/api/admin/devices'),
      await here.post('/api/admin/kiosks', { name: 'x', branch: 'N1', surveys: ['survey:satisfaction:1'] }),
      await here.get('/api/admin/organisation'),
      await here.put('/api/admin/branches/N1', {}),
    ];
    expect(tries.map(({ body }) => body.error.code)).toEqual(tries.map(() => 'scope.forbidden'));
  }
});

test('one login is one person, however it is written, and two at once are one too', async () => {
  const { login } = await add();
  const again = await admin.post('/api/admin/people', person({ login: login.toUpperCase() }));
  expect([again.status, again.body.error.code]).toEqual([409, 'people.loginTaken']);
  const both = await Promise.all(
    Array.from({ length: 5 }, () => admin.post('/api/admin/people', person({ login: 'twice' }))),
  );
  expect(both.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 409, 409, 409, 409]);
});

test('what a form gets wrong is named by field and rule', async () => {
  const { body } = await admin.post(
    '/api/admin/people',
    person({ name: ' ', role: 'boss', remedyLimit: -1, extra: 1 }),
  );
  expect(body.error.code).toBe('schema.invalid');
  expect(body.error.fields).toEqual([
    { field: 'name', rule: 'required', params: { limit: 1 } },
    { field: 'role', rule: 'choice' },
    { field: 'remedyLimit', rule: 'tooSmall', params: { limit: 0 } },
    { field: 'extra', rule: 'unknown' },
  ]);
  const places = await admin.post('/api/admin/people', person({ branches: ['N1', 'X'], regions: ['Y'] }));
  expect(places.body.error.fields).toEqual([
    { field: 'branches.1', rule: 'unknownBranch' },
    { field: 'regions.0', rule: 'unknownRegion' },
  ]);
  const manager = await admin.post('/api/admin/people', person({ role: 'manager' }));
  expect(manager.body.error.fields).toEqual([{ field: 'branches', rule: 'regionsOnly' }]);
});

test('a change of reach is dated, and holds in sessions that are open', async () => {
  const { id, here, person: who } = await add();
  const before = server.context.now();
  server.pass(60_000);
  await admin.patch(`/api/admin/people/${id}`, { branches: ['N2'], regions: ['S'] });
  expect((await here.get('/api/session')).body).toMatchObject({ branches: ['N2'], regions: ['S'] });
  const known = await server.context.identities.account(who);
  const held = (at: number) =>
    known?.grants.filter((one) => one.from <= at && (one.until === null || at < one.until)) ?? [];
  expect(held(before).map((one) => (one.kind === 'branch' ? one.branch : one.region))).toEqual(['N1']);
  // a whole region given to field staff is each of its branches
  expect(
    held(server.context.now())
      .map((one) => (one.kind === 'branch' ? one.branch : one.region))
      .sort(),
  ).toEqual(['N2', 'S', 'S1']);
  const registered = await home.stores.registry.get(`person:${who}`);
  expect(registered).toMatchObject({
    name: 'Nino',
    role: 'field',
    branches: ['N2'],
    regions: ['S'],
    left: false,
  });
});

test('who becomes a manager has regions only', async () => {
  const { id } = await add();
  const { body } = await admin.patch(`/api/admin/people/${id}`, { role: 'manager', regions: ['N'] });
  expect(body).toMatchObject({ role: 'manager', branches: [], regions: ['N'] });
});

test('a login can change, and the old one is free again', async () => {
  const { id, login, password } = await add();
  expect((await admin.patch(`/api/admin/people/${id}`, { login: `${login}-new` })).status).toBe(200);
  expect((await new Browser(server.origin).signIn(login, password)).status).toBe(401);
  expect((await new Browser(server.origin).signIn(`${login}-new`, password)).status).toBe(200);
  expect((await admin.post('/api/admin/people', person({ login }))).status).toBe(201);
  expect((await admin.patch(`/api/admin/people/${id}`, { login })).body.error.code).toBe('people.loginTaken');
});

test('a password that was reset ends the sessions and is shown once', async () => {
  const { id, login, here } = await add();
  const { body } = await admin.post(`/api/admin/people/${id}/password`);
  expect((await here.get('/api/session')).body.error.code).toBe('session.expired');
  expect((await new Browser(server.origin).signIn(login, body.password)).body.temporaryPassword).toBe(true);
});

test('two administrators at once: the second is told, and nothing is overwritten', async () => {
  const { id } = await add();
  const version = (await accountOf(id))?.version ?? '';
  const first = await admin.patch(
    `/api/admin/people/${id}`,
    { name: 'First' },
    { 'if-match': `"${version}"` },
  );
  expect(first.status).toBe(200);
  const second = await admin.patch(
    `/api/admin/people/${id}`,
    { name: 'Second' },
    { 'if-match': `"${version}"` },
  );
  expect([second.status, second.body.error.code]).toEqual([409, 'people.changedMeanwhile']);
  expect(await accountOf(id)).toMatchObject({ name: 'First' });
});

test('the last administrator stays, even when all resign at once', async () => {
  const other = await add({ role: 'admin', branches: [] });
  const me = (await admin.get('/api/session')).body.account as string;
  const answers = await Promise.all([
    admin.patch(`/api/admin/people/${other.id}`, { role: 'field' }),
    other.here.patch(`/api/admin/people/${me}`, { disabled: true }),
  ]);
  const outcomes: string[] = answers.map(({ body }) => body.error?.code ?? 'done');
  expect(outcomes.sort()).toEqual(['done', 'people.lastAdmin']);
  const left = (
    await home.stores.accounts.range({ from: 'account:', to: 'account:\ufff0', includeDocs: true })
  ).filter((doc) => doc['role'] === 'admin' && doc['disabled'] === false);
  expect(left).toHaveLength(1);
  // whoever of the two it is, another administrator makes resigning possible again
  const last = left[0]?._id === me ? admin : other.here;
  if (last !== admin) await last.patch(`/api/admin/people/${me}`, { disabled: false });
  await admin.signIn('admin', PASSWORD);
});

test('nobody who is unknown can be changed', async () => {
  const id = 'account:01900000-0000-7000-8000-000000000000';
  expect((await admin.patch(`/api/admin/people/${id}`, { name: 'X' })).body.error.code).toBe(
    'people.notFound',
  );
  expect((await admin.post('/api/admin/people/nobody/password')).body.error.code).toBe('people.notFound');
});

test('every change is in the audit trail, by whom and to whom, without names', async () => {
  const { id, login } = await add({ name: 'Unusual Name' });
  await admin.patch(`/api/admin/people/${id}`, { name: 'Unusual Name the Second' });
  const docs = await home.stores.audit.range({ from: 'audit:', to: 'audit:\ufff0', includeDocs: true });
  const about = docs.filter((doc) => doc['to'] === id);
  expect(about.map((doc) => doc['act'])).toEqual(['people.created', 'people.changed']);
  expect(JSON.stringify(docs)).not.toMatch(new RegExp(`Unusual|${login}"`));
});
