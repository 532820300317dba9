/** Two processes on one database: what one of them changes holds in the other within moments. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Browser } from './browser.ts';
import { PASSWORD, openHome, startTestServer } from './harness.ts';
import type { Home, TestServer } from './harness.ts';
import { makeOrganisation, person } from './organisation.ts';

let home: Home;
let one: TestServer;
let other: TestServer;
let admin: Browser;
beforeAll(async () => {
  home = await openHome();
  one = await startTestServer(home);
  other = await startTestServer(home);
  admin = await makeOrganisation(one);
});
afterAll(async () => {
  await one.close();
  await other.close();
  await home.close();
});

async function until(holds: () => Promise<boolean>): Promise<number> {
  const start = performance.now();
  while (!(await holds())) await new Promise((done) => setTimeout(done, 10));
  return performance.now() - start;
}

test('a session of one is a session of the other at once, and ends there within a second', async () => {
  const { id, password } = (await admin.post('/api/admin/people', person())).body;
  const here = new Browser(one.origin);
  await here.signIn('nino', password);
  const there = new Browser(other.origin);
  for (const [name, value] of here.cookies) there.cookies.set(name, value);
  expect((await there.get('/api/session')).body.account).toBe(id);

  await admin.patch(`/api/admin/people/${id}`, { branches: ['N2'] });
  expect(await until(async () => (await there.get('/api/session')).body.branches[0] === 'N2')).toBeLessThan(
    1500,
  );
  let told = 0;
  const stop = other.context.identities.onChange(() => (told += 1));
  await admin.patch(`/api/admin/people/${id}`, { disabled: true });
  expect(await until(async () => (await there.get('/api/session')).status === 401)).toBeLessThan(1500);
  expect(told).toBeGreaterThan(0);
  stop();
});

test('signing out at one is being signed out at the other', async () => {
  const there = new Browser(other.origin);
  await one.account({ login: 'ivo', role: 'field' });
  const here = new Browser(one.origin);
  await here.signIn('ivo', PASSWORD);
  for (const [name, value] of here.cookies) there.cookies.set(name, value);
  expect((await there.get('/api/session')).status).toBe(200);
  await here.delete('/api/session');
  expect(await until(async () => (await there.get('/api/session')).status === 401)).toBeLessThan(1500);
});

test('failures are counted together', async () => {
  await one.account({ login: 'guessed', role: 'field' });
  const codes: string[] = [];
  for (let count = 0; count < 6; count += 1) {
    const at = count % 2 === 0 ? one : other;
    codes.push((await new Browser(at.origin).signIn('guessed', 'wrong wrong')).body.error.code);
  }
  expect(codes.at(-1)).toBe('session.locked');
});

test('what a process that died left between two writes is mended at the next start', async () => {
  const id = await one.account({ login: 'torn', role: 'manager' });
  const registered = `person:${id.slice(8)}`;
  const doc = await home.stores.registry.get(registered);
  await home.stores.registry.write([{ ...doc, _id: registered, role: 'field', name: 'stale' }]);
  const admins = await home.stores.accounts.get('admins:self');
  await home.stores.accounts.write([{ ...admins, _id: 'admins:self', accounts: [] }]);
  const third = await startTestServer(home);
  expect(await home.stores.registry.get(registered)).toMatchObject({ role: 'manager', name: 'Ana' });
  expect((await home.stores.accounts.get('admins:self'))?.['accounts']).toHaveLength(1);
  await third.close();
});
