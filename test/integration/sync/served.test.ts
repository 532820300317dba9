import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { eventUuidOf } from '../../../src/domain/ids.ts';
import { makeStamp } from '../../../src/domain/hlc.ts';
import { sealItem } from '../../../src/domain/seal.ts';
import { webCrypto } from '../../../src/domain/seal-webcrypto.ts';
import type { Completeness } from '../../../server/contract/reports.ts';
import type { QuarantinedItem } from '../../../server/contract/sync.ts';
import { serve } from './served.ts';
import type { Served } from './served.ts';
import { newComplaint } from './world.ts';

let served: Served;
beforeAll(async () => {
  served = await serve();
});
afterAll(() => served.close());

const ids = (docs: readonly { _id: string }[]): string[] => docs.map(({ _id }) => _id);
const of = (type: string) => (docs: readonly { _id: string }[]) =>
  ids(docs).filter((id) => id.startsWith(`${type}:`));
const complaints = of('complaint');
const parties = of('party');

const surveyResponse = (
  kiosk: { info: { device: string }; key: CryptoKey },
  seq: number,
  claim: object = {},
) =>
  sealItem(
    {
      _id: `response:${uuidv7()}`,
      survey: 'survey:satisfaction:1',
      language: 'ka',
      started: null,
      finished: new Date().toISOString(),
      complete: true,
      answers: { overall: 4 },
      missing: {},
      channel: 'kiosk',
      ...claim,
    },
    {
      device: kiosk.info.device as never,
      by: null,
      seq,
      prev: null,
      at: makeStamp(Date.now(), seq),
      salt: randomBytes(16).toString('base64url'),
    },
    webCrypto(globalThis.crypto.subtle, kiosk.key),
  );

describe('a device that syncs', () => {
  it('pulls its scope and nothing else, then only what changed, then next to nothing', async () => {
    const north = await served.person('field', { branches: ['n1'] });
    const colleague = await served.person('field', { branches: ['n1'] });
    const south = await served.person('field', { branches: ['s1'] });
    const [mine, theirs] = [newComplaint(), newComplaint()];
    const received = await north.device.received(mine);
    const party = await north.device.event(
      mine,
      { kind: 'partyChanged', data: { relation: 'customer' }, body: { phone: '+905551234567' } },
      [eventUuidOf(received._id)],
    );
    await north.push([received, party]);
    await south.push([await south.device.received(theirs, 's1', 'south')]);

    await expect.poll(async () => complaints((await north.pull()).docs)).toContain(`complaint:${mine}`);
    const first = await north.pull();
    expect(complaints(first.docs)).not.toContain(`complaint:${theirs}`);
    expect(parties(first.docs)).toContain(`party:${mine}`);
    expect(ids(first.docs)).toEqual(
      expect.arrayContaining(['organisation:self', 'branch:n1', 'region:north']),
    );

    const other = await colleague.pull();
    expect(complaints(other.docs)).toContain(`complaint:${mine}`);
    expect(parties(other.docs)).toEqual([]);

    const again = await north.pull(first.checkpoints.at(-1));
    expect(again.docs).toEqual([]);
    expect(again.bytes).toBeLessThan(1024);

    const note = await colleague.device.event(mine, { kind: 'note', data: {}, body: { text: 'seen' } }, []);
    await colleague.push([note]);
    await expect
      .poll(async () => complaints((await north.pull(first.checkpoints.at(-1))).docs))
      .toEqual([`complaint:${mine}`]);
  });

  it('is given the party when the complaint is assigned to it, and forgets it when it is taken away', async () => {
    const north = await served.person('field', { branches: ['n1'] });
    const colleague = await served.person('field', { branches: ['n1'] });
    const id = newComplaint();
    const received = await north.device.received(id);
    const party = await north.device.event(
      id,
      { kind: 'partyChanged', data: { relation: 'customer' }, body: { name: 'გიორგი' } },
      [eventUuidOf(received._id)],
    );
    await north.push([received, party]);
    await expect.poll(async () => complaints((await colleague.pull()).docs)).toContain(`complaint:${id}`);
    const before = (await colleague.pull()).checkpoints.at(-1);
    const give = await north.device.event(id, { kind: 'assigned', data: { to: colleague.device.person } }, [
      eventUuidOf(party._id),
    ]);
    await north.push([give]);
    await expect.poll(async () => parties((await colleague.pull(before)).docs)).toEqual([`party:${id}`]);
    const between = (await colleague.pull(before)).checkpoints.at(-1);
    await north.push([
      await north.device.event(id, { kind: 'assigned', data: { to: null } }, [eventUuidOf(give._id)]),
    ]);
    await expect.poll(async () => (await colleague.pull(between)).forget).toEqual([`party:${id}`]);
  });

  it('goes on from the checkpoint that it has, and starts anew with one that is none of its own', async () => {
    const field = await served.person('field', { branches: ['n2'] });
    const manager = await served.person('manager', { regions: ['north'] });
    const made = [];
    for (let at = 0; at < 1_200; at += 1)
      made.push(await field.device.received(newComplaint(), 'n2', 'north'));
    for (let at = 0; at < made.length; at += 200) await field.push(made.slice(at, at + 200));
    await expect.poll(async () => complaints((await field.pull()).docs).length).toBe(1_200);
    const whole = await field.pull();
    expect(whole.checkpoints.length).toBeGreaterThan(2);
    const cut = await field.pull(undefined, 1);
    const rest = await field.pull(cut.checkpoints[0]);
    expect(new Set([...complaints(cut.docs), ...complaints(rest.docs)]).size).toBe(1_200);
    expect(complaints(rest.docs).length).toBeLessThan(1_200);
    const foreign = await manager.pull(whole.checkpoints.at(-1));
    expect(complaints(foreign.docs).length).toBeGreaterThanOrEqual(1_200);
    expect(complaints((await field.pull('bm9uc2Vuc2U')).docs)).toHaveLength(1_200);
  });

  it('is sent its scope anew when its grants change', async () => {
    const field = await served.person('field', { branches: ['n1', 's1'] });
    const id = newComplaint();
    await field.push([await field.device.received(id, 's1', 'south')]);
    await expect.poll(async () => complaints((await field.pull()).docs)).toContain(`complaint:${id}`);
    const { checkpoints } = await field.pull();
    await served.admin(`/api/admin/people/${field.account}`, {
      method: 'PATCH',
      body: JSON.stringify({ branches: ['n1'] }),
    });
    await expect.poll(async () => (await field.pull(checkpoints.at(-1))).rotate).toBe(true);
    expect(complaints((await field.pull(checkpoints.at(-1))).docs)).not.toContain(`complaint:${id}`);
  });

  it('hears of a change in its scope, and of no other', async () => {
    const north = await served.person('field', { branches: ['n1'] });
    const south = await served.person('field', { branches: ['s1'] });
    const stop = new AbortController();
    const heard: string[] = [];
    const response = await north.ask('/sync/events', { signal: stop.signal });
    const listening = (async () => {
      const decoder = new TextDecoder();
      for await (const chunk of response.body ?? []) {
        for (const [, name = ''] of decoder.decode(chunk).matchAll(/event: (\w+)/g)) heard.push(name);
      }
    })().catch((error: unknown) => {
      if (!stop.signal.aborted) throw error;
    });
    await south.push([await south.device.received(newComplaint(), 's1', 'south')]);
    await new Promise((done) => setTimeout(done, 400));
    expect(heard).toEqual([]);
    await north.push([await north.device.received(newComplaint())]);
    await expect.poll(() => heard).toEqual(['change']);
    stop.abort();
    await listening;
  });
});

describe('a kiosk', () => {
  it('pushes its responses, and is refused every read but what it shows', async () => {
    const kiosk = await served.kiosk('n1');
    const field = await served.person('field', { branches: ['n1'] });
    await field.push([await field.device.received(newComplaint())]);
    const responses = await Promise.all(
      [1, 2, 3].map((seq) => surveyResponse(kiosk, seq, { branch: 's1', region: 'south' })),
    );
    expect(await kiosk.push(responses)).toMatchObject([{ ok: true }, { ok: true }, { ok: true }]);
    expect(await kiosk.push(responses)).toMatchObject([{ ok: true }, { ok: true }, { ok: true }]);
    const { docs } = await kiosk.pull();
    expect(ids(docs).sort()).toEqual([
      'branch:n1',
      'organisation:self',
      'region:north',
      'survey:satisfaction:1',
    ]);
    for (const path of [
      '/api/session',
      '/api/admin/people',
      '/api/admin/devices',
      '/api/admin/organisation',
      '/api/reports/overview',
      '/api/completeness',
      '/api/quarantine',
      `/sync/blob/${'a'.repeat(64)}`,
      '/sync/redress_data/_all_docs',
      `/sync/redress_data/${responses[0]?._id}`,
    ]) {
      const answer = await kiosk.ask(path);
      expect([path, answer.status >= 400 && answer.status < 500]).toEqual([path, true]);
    }
  });

  it('records no complaint', async () => {
    const kiosk = await served.kiosk('n1');
    expect(await kiosk.push([await kiosk.device.received(newComplaint())])).toMatchObject([
      { error: 'forbidden' },
    ]);
  });
});

describe('nobody', () => {
  it('gets nothing from any path of sync', async () => {
    for (const [method, path] of [
      ['GET', '/sync/pull'],
      ['GET', '/sync/events'],
      ['POST', '/sync/redress_data/_bulk_docs'],
      ['GET', `/sync/blob/${'a'.repeat(64)}`],
      ['GET', '/api/quarantine'],
      ['GET', '/api/reports/overview'],
    ] as const) {
      const answer = await fetch(`${served.origin}${path}`, {
        method,
        headers: { origin: served.origin, 'content-type': 'application/json' },
        ...(method === 'POST' ? { body: '{"docs":[]}' } : {}),
      });
      expect([path, answer.status]).toEqual([path, 401]);
    }
  });
});

describe('a manager', () => {
  it('decides what came too late, and sees what is missing and waiting', async () => {
    const field = await served.person('field', { branches: ['n1'] });
    const manager = await served.person('manager', { regions: ['north'] });
    const id = newComplaint();
    const received = await field.device.received(id);
    await field.push([received], 1);
    const late = await field.device.event(id, { kind: 'note', data: {}, body: { text: 'late' } }, [
      eventUuidOf(received._id),
    ]);
    await new Promise((done) => setTimeout(done, 5));
    await served.admin(`/api/admin/people/${field.account}`, {
      method: 'PATCH',
      body: JSON.stringify({ branches: ['n2'] }),
    });
    await expect
      .poll(async () => field.push([late]))
      .toMatchObject([{ quarantined: 'quarantine.reachLost' }]);
    const list = (await (await manager.ask('/api/quarantine')).json()) as QuarantinedItem[];
    const item = list.find((one) => one.item === late._id);
    expect(item).toMatchObject({ kind: 'note', reason: 'quarantine.reachLost', branch: 'n1' });
    expect((await field.ask('/api/quarantine')).status).toBe(403);
    const decided = await manager.ask('/api/quarantine', {
      method: 'POST',
      body: JSON.stringify({ id: item?.id, decision: 'admit' }),
    });
    expect(decided.status).toBe(204);
    const { docs } = await manager.pull();
    const log = (docs.find(({ _id }) => _id === `complaint:${id}`) as { log?: unknown[] } | undefined)?.log;
    expect(log).toHaveLength(2);
    const completeness = (await (await manager.ask('/api/completeness')).json()) as Completeness;
    expect(completeness.devices.find(({ device }) => device === field.device.id)).toMatchObject({
      missing: 0,
      received: 2,
    });
  });
});

describe('a restart', () => {
  it('costs a device nothing that has all there was, and one that is behind only what it lacks', async () => {
    const own = await serve();
    try {
      const field = await own.person('field', { branches: ['n1'] });
      const [old, later] = [newComplaint(), newComplaint()];
      await field.push([await field.device.received(old)]);
      await expect.poll(async () => complaints((await field.pull()).docs)).toHaveLength(1);
      const behind = (await field.pull()).checkpoints.at(-1);
      await field.push([await field.device.received(later)]);
      await expect.poll(async () => complaints((await field.pull()).docs)).toHaveLength(2);
      const abreast = (await field.pull()).checkpoints.at(-1);
      await own.stop();
      await own.start();
      field.moved(own.origin);
      const nothing = await field.pull(abreast);
      expect([nothing.docs, nothing.rotate, nothing.offerAgain]).toEqual([[], false, false]);
      const rest = await field.pull(behind);
      expect([complaints(rest.docs), rest.rotate]).toEqual([[`complaint:${later}`], false]);
    } finally {
      await own.close();
    }
  });
});
