import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStores } from '../../../server/store/open.ts';
import type { ListQuery } from '../../../src/data/api.ts';
import type { Home } from '../server/harness.ts';
import { startRealServer } from './real-server.ts';
import { until } from './until.ts';

const all: ListQuery = { filter: 'branch', search: '', offset: 0, limit: 100 };

/** The embedded store, which this test loses and finds empty. */
async function openLocal(dataDir: string): Promise<Home> {
  const stores = await openStores({ dataDir });
  return { stores, dataDir, close: () => stores.close() };
}

test('a server that lost the data of the last days is given again what was made on the device', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'redress-restored-'));
  let server = await startRealServer({ home: await openLocal(dataDir) });
  const phone = await server.phone('ana', { role: 'field', branches: ['N1'] }, { random: () => 0 });
  await until(async () => (await phone.data.registry()).branches.length > 0);
  const recorded = await phone.data.record({
    text: 'The boiler leaks again',
    branch: 'N1',
    channel: 'phone',
    category: [],
    wanted: [],
    party: { relation: 'customer', name: 'Ayşe' },
  });
  if (!recorded.ok) throw new Error(recorded.code);
  await until(async () => {
    const view = await phone.data.complaint(recorded.id);
    return view !== null && view.unsynced.length === 0;
  });
  const before = await phone.data.complaint(recorded.id);

  await server.stop();
  const store = join(dataDir, 'store');
  for (const name of await readdir(store)) {
    if (name.endsWith('data')) await rm(join(store, name), { recursive: true });
  }
  const port = Number(new URL(server.origin).port);
  server = await startRealServer({ home: await openLocal(dataDir), port });
  await phone.data.syncNow();
  const stored = await until(async () => await server.context.stores.data.get(`complaint:${recorded.id}`));
  expect(stored['reference']).toBe(recorded.reference);
  const after = await until(async () => {
    const view = await phone.data.complaint(recorded.id);
    return view !== null && view.unsynced.length === 0 ? view : null;
  });
  expect(after.complaint.log.map(({ event }) => event.sig)).toEqual(
    before?.complaint.log.map(({ event }) => event.sig),
  );
  expect(after.party?.name).toBe('Ayşe');
  expect((await phone.data.list(all)).total).toBe(1);
  await phone.data.close();
  await rm(phone.dir, { recursive: true, force: true });
  await server.close();
  await rm(dataDir, { recursive: true, force: true });
});
