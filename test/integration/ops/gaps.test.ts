/** What a device made and never sent: seen by its manager, and an alarm when it stays. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Completeness } from '../../../server/contract/reports.ts';
import { Browser } from '../server/browser.ts';
import { until } from '../data/until.ts';
import { newComplaint } from '../sync/world.ts';
import { personOf, phonesOf } from './phones.ts';
import { admin as ADMIN, serve } from './program.ts';
import type { Program } from './program.ts';

let dataDir: string;
let server: Program;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'redress-gaps-'));
});
afterEach(async () => {
  server.child.kill('SIGKILL');
  await server.ended();
  await rm(dataDir, { recursive: true, force: true });
});

async function managersOf(): Promise<{ north: Browser; south: Browser }> {
  const admin = new Browser(server.origin);
  await admin.signIn(ADMIN.login, ADMIN.password);
  const calendar = {
    timeZone: 'Asia/Tbilisi',
    workdays: [1],
    hours: { from: '09:00', to: '18:00' },
    holidays: [],
  };
  await admin.put('/api/admin/regions/S', { name: { default: 'South' }, calendar });
  const north = await personOf(server, admin, 'mia', 'manager', { regions: ['N'] });
  const south = await personOf(server, admin, 'leo', 'manager', { regions: ['S'] });
  return { north: north.browser, south: south.browser };
}
const asked = async (browser: Browser): Promise<Completeness> =>
  (await browser.get('/api/completeness')).body as Completeness;
const push = (browser: Browser, docs: readonly object[], waiting: number) =>
  browser.post('/sync/redress_data/_bulk_docs', { docs }, { 'redress-waiting': String(waiting) });

test('the overview and the metrics say what is missing, since when, and raise an alarm once the device has synced again', async () => {
  server = await serve(dataDir, { REDRESS_GAP_HOURS: '0' });
  const [phone, quiet] = await phonesOf(server, 2);
  if (phone === undefined || quiet === undefined) throw new Error('no phones');
  const { north, south } = await managersOf();
  const made = [];
  for (let n = 0; n < 5; n += 1) made.push(await phone.device.received(newComplaint(), 'N1', 'N'));
  const [one = {}, two = {}, three = {}, four = {}, five = {}] = made;
  const before = Date.now();
  await push(phone.browser, [one, four], 2);

  const row = (figures: Completeness) => figures.devices.find(({ device }) => device === phone.device.id);
  const gap = await asked(north);
  expect(gap).toMatchObject({ received: 2, missing: 2, waiting: 2, alarms: 0 });
  expect(row(gap)).toMatchObject({ received: 2, missing: 2, waiting: 2, alarm: false });
  expect(row(gap)?.missingSince).toBeGreaterThanOrEqual(before);
  expect(row(gap)?.lastContact).toBeGreaterThanOrEqual(before);
  expect(gap.devices.find(({ device }) => device === quiet.device.id)).toMatchObject({
    received: 0,
    missing: 0,
    missingSince: null,
    waiting: null,
    lastContact: null,
  });

  await push(phone.browser, [five], 0);
  const alarm = await asked(north);
  expect(alarm).toMatchObject({ received: 3, missing: 2, waiting: 0, alarms: 1 });
  expect(row(alarm)).toMatchObject({ alarm: true, missingSince: row(gap)?.missingSince });
  expect((await north.get('/api/reports/overview')).body.completeness).toEqual(alarm);
  expect(await asked(south)).toMatchObject({ received: 0, missing: 0, alarms: 0, devices: [] });
  const metrics = await (await fetch(`${server.origin}/metrics`)).text();
  expect(metrics).toMatch(/^redress_gap_alarms 1$/m);
  expect(metrics).toMatch(/^redress_documents_missing 2$/m);

  await push(phone.browser, [two, three], 0);
  expect(await asked(north)).toMatchObject({ received: 5, missing: 0, alarms: 0 });
});

test('a gap is no alarm for a day, and a device that only reads is in contact too', async () => {
  server = await serve(dataDir);
  const [phone] = await phonesOf(server, 1);
  if (phone === undefined) throw new Error('no phone');
  const { north } = await managersOf();
  const before = Date.now();
  await phone.browser.get('/sync/pull');
  const contact = await until(async () => (await asked(north)).devices[0]?.lastContact);
  expect(contact).toBeGreaterThanOrEqual(before);
  const made = [];
  for (let n = 0; n < 3; n += 1) made.push(await phone.device.received(newComplaint(), 'N1', 'N'));
  const [one = {}, , three = {}] = made;
  await push(phone.browser, [three], 1);
  await push(phone.browser, [one], 1);
  expect(await asked(north)).toMatchObject({ missing: 1, waiting: 1, alarms: 0 });
});
