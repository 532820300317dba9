import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from './browser.ts';
import { openHome, startTestServer } from './harness.ts';
import type { Home, TestServer } from './harness.ts';
import { branch, makeOrganisation, region } from './organisation.ts';

let home: Home;
let server: TestServer;
let admin: Browser;
beforeAll(async () => {
  home = await openHome();
  server = await startTestServer(home);
  admin = await makeOrganisation(server);
});
afterAll(async () => {
  await server.close();
  await home.close();
});
const state = async () => (await admin.get('/api/admin/organisation')).body;
const name = (text: string) => ({ default: text });

test('the organisation is read as one: what it began with and what was added', async () => {
  const all = await state();
  expect(all.organisation).toMatchObject({ name: 'Test', currency: 'EUR', policy: 'policy:default:1' });
  expect(all.regions.map((one: { region: string }) => one.region)).toEqual(['N', 'S']);
  expect(all.branches.map((one: { branch: string }) => one.branch)).toEqual(['N1', 'N2', 'S1']);
  expect(all.policies).toMatchObject([{ id: 'policy:default:1', policy: { id: 'default' } }]);
  expect(all.surveys).toMatchObject([{ id: 'survey:satisfaction:1' }]);
  expect([all.categories, all.categoriesVersion]).toEqual([[], null]);
});

test('two administrators at once: the second is told', async () => {
  const { _rev } = (await state()).organisation;
  const match = { 'if-match': `"${_rev}"` };
  expect((await admin.put('/api/admin/organisation', { name: 'One', currency: 'GEL' }, match)).status).toBe(
    200,
  );
  const second = await admin.put('/api/admin/organisation', { name: 'Two', currency: 'GEL' }, match);
  expect([second.status, second.body.error.code]).toEqual([409, 'organisation.changedMeanwhile']);
  expect((await state()).organisation).toMatchObject({
    name: 'One',
    currency: 'GEL',
    policy: 'policy:default:1',
  });
});

test('a calendar that works nowhere is refused by field and rule', async () => {
  const bad = region('X');
  const put = (calendar: object) =>
    admin.put('/api/admin/regions/X', { ...bad, calendar: { ...bad.calendar, ...calendar } });
  const fault = async (calendar: object) => (await put(calendar)).body.error.fields;
  expect(await fault({ timeZone: 'Atlantis/Capital' })).toEqual([
    { field: 'calendar.timeZone', rule: 'calendar.timeZone' },
  ]);
  expect(await fault({ workdays: [8] })).toMatchObject([
    { field: 'calendar.workdays.0', rule: 'calendar.workdays' },
  ]);
  expect(await fault({ hours: { from: '18:00', to: '09:00' } })).toMatchObject([
    { field: 'calendar.hours', rule: 'calendar.hours' },
  ]);
  expect((await fault({ holidays: ['2026-02-30'] }))[0].field).toBe('calendar.holidays.0');
  expect((await admin.put('/api/admin/regions/a:b', bad)).body.error.fields).toEqual([
    { field: 'id', rule: 'id.code' },
  ]);
  expect((await admin.put('/api/admin/branches/B', branch('X'))).body.error.fields).toEqual([
    { field: 'region', rule: 'unknownRegion' },
  ]);
});

test('a name in a language the server never heard of is kept, and prototypes are not touched', async () => {
  const kept = await admin.put('/api/admin/regions/N', {
    ...region('North'),
    name: { default: 'North', ka: 'ჩრდილოეთი' },
  });
  expect(kept.body.name).toEqual({ default: 'North', ka: 'ჩრდილოეთი' });
  const hostile = JSON.stringify(region('P')).replace('"name":{', '"name":{"__proto__":{"x":"y"},');
  expect((await admin.put('/api/admin/regions/P', hostile)).body.error.code).toBe('server.json');
});

test('categories are a list with parents first; what is left out is retired', async () => {
  const put = (categories: object[]) => admin.put('/api/admin/categories', { categories });
  const list = [
    { code: 'loan', parent: null, name: name('Loan') },
    { code: 'fees', parent: 'loan', name: name('Fees') },
  ];
  expect((await put(list)).status).toBe(200);
  expect((await put([...list].reverse())).body.error.fields).toEqual([
    { field: 'categories.0.parent', rule: 'unknownCategory' },
  ]);
  expect((await put([{ code: 'card', parent: null, name: name('Card') }])).status).toBe(200);
  const { categories, categoriesVersion } = await state();
  expect(
    categories.map((one: { code: string; retired?: boolean }) => [one.code, one.retired ?? false]),
  ).toEqual([
    ['card', false],
    ['loan', true],
    ['fees', true],
  ]);
  const stale = await admin.put('/api/admin/categories', { categories: list }, { 'if-match': '1-x' });
  expect([stale.body.error.code, categoriesVersion]).toEqual([
    'organisation.changedMeanwhile',
    expect.stringMatching(/^2-/),
  ]);
});
