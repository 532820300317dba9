import { afterEach, beforeEach, expect, test } from 'vitest';
import { issueSetupLink } from '../../../server/auth/setup.ts';
import { Browser } from './browser.ts';
import { PASSWORD, openHome, startTestServer } from './harness.ts';
import type { Home, TestServer } from './harness.ts';

let home: Home;
let server: TestServer;
beforeEach(async () => {
  home = await openHome();
  server = await startTestServer(home);
});
afterEach(async () => {
  await server.close();
  await home.close();
});
const form = (token: string, over: object = {}) => ({
  token,
  organisation: 'Railways',
  name: 'Ana',
  login: 'ana',
  password: PASSWORD,
  demo: false,
  ...over,
});

test('the link makes the first administrator, who is signed in, and is worth nothing after that', async () => {
  const here = new Browser(server.origin);
  expect((await here.get('/api/setup')).body).toEqual({ needed: true });
  const [older, token] = [await issueSetupLink(server.context), await issueSetupLink(server.context)];
  const wrong = await here.post('/api/setup', form('no such token'));
  expect([wrong.status, wrong.body.error.code]).toEqual([403, 'setup.token']);
  const short = await here.post('/api/setup', form(token, { password: 'short' }));
  expect(short.body.error.fields).toMatchObject([{ field: 'password', rule: 'password.short' }]);

  const done = await here.post('/api/setup', form(token));
  expect(done.body).toMatchObject({
    role: 'admin',
    login: 'ana',
    organisation: { name: 'Railways', demo: false },
  });
  expect((await here.get('/api/admin/organisation')).body.organisation.policy).toBe('policy:default:1');
  expect((await here.get('/api/setup')).body).toEqual({ needed: false });
  for (const used of [token, older, 'no such token']) {
    const again = await new Browser(server.origin).post('/api/setup', form(used, { login: 'eve' }));
    expect([again.status, again.body.error.code]).toEqual([409, 'setup.done']);
  }
});

test('of two who use the link at once, one sets up', async () => {
  const token = await issueSetupLink(server.context);
  const answers = await Promise.all(
    ['a', 'b', 'c'].map((login) => new Browser(server.origin).post('/api/setup', form(token, { login }))),
  );
  expect(answers.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1);
  const accounts = await home.stores.accounts.range({ from: 'account:', to: 'account:\ufff0' });
  expect(accounts).toHaveLength(1);
});

test('the token is stored as a digest', async () => {
  const token = await issueSetupLink(server.context);
  expect(JSON.stringify(await home.stores.accounts.get('setup:self'))).not.toContain(token);
});
