/** What the server logs of a day's work, at its most talkative: nobody's name, login or words. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLog } from '../../../server/log.ts';
import { StoreError } from '../../../server/store/store-error.ts';
import { deviceKeys } from '../../../src/domain/seal-webcrypto.ts';
import type { DeviceId, PersonId } from '../../../src/domain/ids.ts';
import { Browser } from '../server/browser.ts';
import { PASSWORD } from '../server/harness.ts';
import { TestDevice, newComplaint } from '../sync/world.ts';
import { serve } from './program.ts';
import type { Program } from './program.ts';

let dataDir: string;
let server: Program;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'redress-log-'));
  server = await serve(dataDir, { REDRESS_LOG: 'trace' });
});
afterAll(async () => {
  server.child.kill('SIGKILL');
  await server.ended();
  await rm(dataDir, { recursive: true, force: true });
});

/** Each stands where somebody could have typed it. */
const SAID = [
  'Quillfeather',
  'wobblethorpe',
  'Zanzibarian',
  'marmalade',
  'ptarmigan',
  'kumquat',
  'zx-555-0199',
  'gobbledygook',
];

test('a full session leaves nobody and nothing that was said in the log', async () => {
  const admin = await server.setUp();
  const region = {
    name: { default: 'Zanzibarian north' },
    calendar: {
      timeZone: 'Asia/Tbilisi',
      workdays: [1],
      hours: { from: '09:00', to: '18:00' },
      holidays: [],
    },
  };
  await admin.put('/api/admin/regions/N', region);
  await admin.put('/api/admin/branches/N1', {
    region: 'N',
    name: { default: 'Zanzibarian 1' },
    closed: false,
  });
  const of = { branches: ['N1'], regions: [], remedyLimit: null };
  const made = await admin.post('/api/admin/people', {
    ...of,
    login: 'wobblethorpe',
    name: 'Ada Quillfeather',
    role: 'field',
  });
  const phone = new Browser(server.origin);
  await phone.signIn('wobblethorpe', 'marmalade marmalade');
  await phone.signIn('quillfeather', 'marmalade marmalade');
  await phone.signIn('wobblethorpe', made.body.password);
  await phone.post('/api/session/password', { current: made.body.password, next: 'marmalade in winter' });
  await phone.send('POST', '/api/session', '{"login":"wobblethorpe","password":"marmalade');
  await phone.post('/api/admin/people', { login: 'wobblethorpe' });
  await phone.get('/api/complaints?search=Quillfeather');
  await phone.get('/complaints/Quillfeather', { accept: 'text/html' });
  await phone.get(`/sync/blob/${'marmalade'}`);

  const keys = await deviceKeys(globalThis.crypto.subtle);
  const enrolled = await phone.post('/api/devices', { publicKey: keys.publicKey, label: 'kumquat phone' });
  const { person } = (await phone.get('/api/session')).body;
  const device = new TestDevice(enrolled.body.device as DeviceId, person as PersonId, keys.privateKey);
  const complaint = newComplaint();
  const docs = [
    await device.received(complaint, 'N1', 'N', 'The ptarmigan leaks'),
    await device.event(complaint, {
      kind: 'partyChanged',
      data: { relation: 'customer' },
      body: { name: 'Bo Quillfeather', phone: 'zx-555-0199', text: 'gobbledygook' },
    }),
    { _id: 'event:gobbledygook', body: { text: 'gobbledygook' } },
  ];
  const pushed = await phone.post('/sync/redress_data/_bulk_docs', { docs });
  expect(pushed.body.map((one: { ok?: true }) => one.ok)).toEqual([true, true, undefined]);
  await phone.send('POST', '/sync/redress_data/_bulk_docs', '{"docs":[{"text":"gobbledygook"');
  expect((await phone.get('/sync/pull')).body).toContain('Quillfeather');
  await phone.get('/sync/pull?since=gobbledygook');
  await phone.post('/api/quarantine', { id: 'gobbledygook' });
  await admin.get('/api/reports/overview?region=Zanzibarian');
  await admin.get('/metrics');
  await phone.delete('/api/session');
  expect(await server.stop()).toBe(0);

  const log = server.err();
  expect(log).toContain('"route":"/sync/redress_data/_bulk_docs"');
  for (const line of log.trim().split('\n')) expect(JSON.parse(line)).toHaveProperty('level');
  const told = [...SAID, made.body.password, PASSWORD, enrolled.body.device, person, complaint];
  const found = told.filter((said) => log.toLowerCase().includes(said.toLowerCase()));
  expect(found).toEqual([]);
  for (const [, token = ''] of server.out().matchAll(/token=(\S+)/g)) expect(log).not.toContain(token);
  for (const token of [...phone.cookies.values(), ...admin.cookies.values()])
    expect(log).not.toContain(token);
});

test('an error says where and what, and not what it was given', () => {
  let log = '';
  const logger = openLog('trace', { write: (line: string) => void (log += line) });
  const thrown = (work: () => unknown): unknown => {
    try {
      return work();
    } catch (error) {
      return error;
    }
  };
  const invalid = thrown(() => v.parse(v.object({ name: v.number() }), { name: 'Quillfeather' }));
  const unreadable = thrown(() => JSON.parse('Quillfeather'));
  const nano = Object.assign(new Error('not written'), {
    request: { body: { name: 'Quillfeather' } },
    description: 'Quillfeather',
  });
  for (const err of [invalid, unreadable, nano, new StoreError('store.full', 'ENOSPC'), 'Quillfeather']) {
    logger.warn({ err }, 'failed');
    logger.warn(err instanceof Error ? err : { error: err });
  }
  logger.info({ doc: { party: { name: 'Quillfeather', body: { text: 'Quillfeather' } } } }, 'at any depth');
  logger.info({ login: 'Quillfeather', request: { headers: { cookie: 'Quillfeather' } } }, 'of a request');
  expect(log).not.toContain('Quillfeather');
  expect(log).toContain('name: number');
  expect(log).toContain('store.full');
  expect(log).toContain('log.test.ts');
});
