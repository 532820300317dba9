import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ListQuery, NewComplaint } from '../../../src/data/api.ts';
import { startRealServer } from './real-server.ts';
import type { Phone, RealServer } from './real-server.ts';
import { until } from './until.ts';

const all: ListQuery = { filter: 'branch', search: '', offset: 0, limit: 100 };
const complaint = (over: Partial<NewComplaint> = {}): NewComplaint => ({
  text: 'The boiler leaks again',
  branch: 'N1',
  channel: 'inPerson',
  category: ['repair'],
  wanted: ['repair'],
  party: { relation: 'customer', name: 'Ayşe Yılmaz', phone: '0532 123 45 67' },
  ...over,
});
const ready = ({ data }: Phone) => until(async () => (await data.registry()).branches.length > 0);
const settled = ({ data }: Phone) =>
  until(async () => {
    const { rows } = await data.list({ ...all, filter: 'unsynced' });
    const { waiting, sync } = await data.status();
    return rows.length === 0 && waiting === 0 && sync === 'idle';
  });

let server: RealServer;
beforeAll(async () => {
  server = await startRealServer();
});
afterAll(async () => {
  await server.close();
});

describe('two phones and a server', () => {
  test('what one records the other reads, and both end with the same complaint', async () => {
    const ana = await server.phone('ana', { role: 'field', branches: ['N1'] });
    const mia = await server.phone('mia', { role: 'manager', regions: ['N'] });
    await ready(ana);
    const recorded = await ana.data.record(complaint());
    if (!recorded.ok) throw new Error(recorded.code);
    await settled(ana);
    const seen = await until(async () => await mia.data.complaint(recorded.id));
    expect(seen.complaint.reference).toBe(recorded.reference);
    expect(seen.party?.name).toBe('Ayşe Yılmaz');
    const own = await ana.data.complaint(recorded.id);
    expect(own?.complaint.log.map(({ event }) => event._id)).toEqual(
      seen.complaint.log.map(({ event }) => event._id),
    );
    expect(own?.unsynced).toEqual([]);
    expect((await ana.data.list({ ...all, search: 'yilmaz' })).total).toBe(1);
    expect((await mia.data.list({ ...all, search: '+90 532 1234567' })).total).toBe(1);
  });

  test('what two assess differently offline is contested for both after syncing', async () => {
    const kai = await server.phone('kai', { role: 'field', branches: ['N2'] });
    const leo = await server.phone('leo', { role: 'manager', regions: ['N'] });
    await ready(kai);
    const recorded = await kai.data.record(complaint({ branch: 'N2' }));
    if (!recorded.ok) throw new Error(recorded.code);
    await settled(kai);
    await until(async () => await leo.data.complaint(recorded.id));
    await kai.restart({ online: () => false });
    await leo.restart({ online: () => false });
    await kai.data.act(recorded.id, { kind: 'assessed', data: { severity: 'critical' } });
    await leo.data.act(recorded.id, { kind: 'assessed', data: { severity: 'minor' } });
    expect((await kai.data.complaint(recorded.id))?.complaint.severity).toBe('critical');
    expect((await leo.data.complaint(recorded.id))?.complaint.severity).toBe('minor');
    await kai.restart({});
    await leo.restart({});
    for (const phone of [kai, leo]) {
      const both = await until(async () => {
        const view = await phone.data.complaint(recorded.id);
        return view !== null && view.contested.length > 0 && view.unsynced.length === 0 ? view : null;
      });
      expect(both.contested.map(({ field }) => field)).toEqual(['severity']);
      expect(both.may).toContain('settled');
    }
  });

  test('a phone that loses its reach forgets what it may no longer read', async () => {
    const nia = await server.phone('nia', { role: 'field', branches: ['S1'] });
    await ready(nia);
    const recorded = await nia.data.record(complaint({ branch: 'S1' }));
    if (!recorded.ok) throw new Error(recorded.code);
    await settled(nia);
    const { status } = await server.admin.patch(`/api/admin/people/${nia.account}`, { branches: ['N2'] });
    expect(status).toBe(200);
    await until(async () => (await nia.data.complaint(recorded.id)) === null);
    expect((await nia.data.list({ ...all, search: recorded.reference })).total).toBe(0);
    expect((await nia.data.registry()).branches.length).toBeGreaterThan(0);
    await nia.restart();
    expect(await nia.data.complaint(recorded.id)).toBeNull();
  });
});

describe('a session that has ended', () => {
  test('is told, stops no recording, and what was recorded goes up after the next sign-in', async () => {
    const eda = await server.phone('eda', { role: 'field', branches: ['N1'] });
    await ready(eda);
    await eda.browser.delete('/api/session');
    const recorded = await eda.data.record(complaint({ party: null }));
    if (!recorded.ok) throw new Error(recorded.code);
    await until(async () => (await eda.data.status()).sync === 'signIn');
    expect((await eda.data.status()).waiting).toBe(1);
    expect((await eda.data.list({ ...all, filter: 'unsynced' })).total).toBe(1);
    await eda.browser.signIn('eda', 'correct horse battery');
    await eda.browser.post('/api/devices', {
      publicKey: await eda.data.publicKey(eda.account),
      label: 'eda',
    });
    await eda.data.syncNow();
    await settled(eda);
  });
});
