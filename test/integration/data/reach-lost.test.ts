/** A person who loses a reach while work of theirs is waiting: a manager decides, and the device keeps nothing. */
import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ListQuery, NewComplaint } from '../../../src/data/api.ts';
import type { QuarantinedItem } from '../../../server/contract/sync.ts';
import type { Pouch } from '../../../src/data/store/engine.ts';
import { Browser } from '../server/browser.ts';
import { PASSWORD } from '../server/harness.ts';
import { leveldbEngine } from './node-device.ts';
import { startRealServer } from './real-server.ts';
import type { Phone, RealServer } from './real-server.ts';
import { until } from './until.ts';

const all: ListQuery = { filter: 'branch', search: '', offset: 0, limit: 100 };
const complaint: NewComplaint = {
  text: 'The boiler leaks again',
  branch: 'N1',
  channel: 'inPerson',
  category: [],
  wanted: [],
  party: { relation: 'customer', name: 'Ayşe Yılmaz' },
};
const DAY = 86_400_000;

let server: RealServer;
let manager: Browser;
beforeAll(async () => {
  server = await startRealServer();
  await server.account('mia', { role: 'manager', regions: ['N', 'S'] });
  manager = new Browser(server.origin);
  await manager.signIn('mia', PASSWORD);
});
afterAll(async () => {
  await server.close();
});

const ready = ({ data }: Phone) => until(async () => (await data.registry()).branches.length > 0);
const record = async ({ data }: Phone, over: Partial<NewComplaint> = {}): Promise<string> => {
  const recorded = await data.record({ ...complaint, ...over });
  if (!recorded.ok) throw new Error(recorded.code);
  return recorded.id;
};
const grant = async ({ account }: Phone, branches: readonly string[]): Promise<void> => {
  const { status } = await server.admin.patch(`/api/admin/people/${account}`, { branches });
  expect(status).toBe(200);
};
const decide = async (decision: 'admit' | 'setAside'): Promise<void> => {
  const { body } = await manager.get('/api/quarantine');
  for (const { id } of body as unknown as QuarantinedItem[])
    expect((await manager.post('/api/quarantine', { id, decision })).status).toBe(204);
};
/** All that is on the device's disk, but for its keys. */
async function onDisk({ dir }: Phone): Promise<string> {
  const names = (await readdir(dir)).filter((name) => name !== 'keys');
  const texts = [];
  for (const name of names) {
    const db: Pouch = leveldbEngine(dir)(name);
    texts.push(JSON.stringify(await db.allDocs({ startkey: '', endkey: '\uffff', include_docs: true })));
    await db.close();
  }
  return texts.join('\n');
}

test.each(['admit', 'setAside'] as const)(
  'what was done without knowing is held until a manager decides (%s), then leaves the device',
  async (decision) => {
    let now = Date.now();
    const over = { now: () => now };
    const phone = await server.phone(
      `unaware-${decision.toLowerCase()}`,
      { role: 'field', branches: ['N1'] },
      over,
    );
    await ready(phone);
    await phone.restart({ ...over, online: () => false });
    const before = await record(phone);
    await grant(phone, ['N2']);
    // It has not heard of it, and its clock is two days late.
    now -= 2 * DAY;
    const after = await record(phone);
    await phone.restart(over);
    const held = await until(async () => {
      const items = await phone.data.held();
      return items.length === 4 ? items : null;
    });
    expect(new Set(held.map(({ complaint: id }) => id))).toEqual(new Set([before, after]));
    // A receipt that waits is no complaint yet: what follows it waits for it.
    expect(held.map(({ reason }) => reason)).toContain('quarantine.reachLost');
    await decide(decision);
    await phone.data.retryHeld();
    await until(async () => {
      const { waiting, held: still } = await phone.data.status();
      return waiting + still === 0;
    });
    now += 2 * 60_000;
    await until(async () => {
      await phone.data.syncNow();
      return (await phone.data.list({ ...all, filter: 'unsynced' })).total === 0;
    });
    expect(await phone.data.complaint(before)).toBeNull();
    await until(async () => {
      await phone.data.close();
      // A database that cannot be opened is just being destroyed: that is not gone yet.
      const clean = await onDisk(phone).then(
        (text) => !text.includes('The boiler leaks again'),
        () => false,
      );
      await phone.restart(over);
      return clean;
    });
  },
);

test('an act that was set aside no longer stands on the phone of whoever did it', async () => {
  const phone = await server.phone('aside', { role: 'field', branches: ['S1'] });
  await ready(phone);
  const id = await record(phone, { branch: 'S1' });
  await until(async () => (await phone.data.complaint(id))?.unsynced.length === 0);
  await phone.restart({ online: () => false });
  await phone.data.act(id, { kind: 'note', data: {}, body: { text: 'Called back' } });
  await grant(phone, ['N2']);
  await phone.restart({});
  await until(async () => (await phone.data.held()).length === 1);
  await decide('setAside');
  await grant(phone, ['S1']);
  await phone.data.retryHeld();
  const view = await until(async () => {
    const found = await phone.data.complaint(id);
    return found !== null && found.unsynced.length === 0 ? found : null;
  });
  expect(view.complaint.log.map(({ event }) => event.kind)).toEqual(['received', 'partyChanged']);
  expect(await phone.data.held()).toEqual([]);
});
