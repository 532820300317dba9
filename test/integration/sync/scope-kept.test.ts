/** What fuzzing showed to be told to those whom it does not concern, and what a device was not sent that it needs. */
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, test } from 'vitest';
import { actorKeys } from '../../../src/domain/scope.ts';
import type { Actor } from '../../../src/domain/actor.ts';
import type { QuarantinedItem } from '../../../server/contract/sync.ts';
import { admitBatch } from '../../../server/sync/admit.ts';
import { readInScope } from '../../../server/sync/in-scope.ts';
import { describeEngines } from '../store/engines.ts';
import { serve } from './served.ts';
import type { Client, Served } from './served.ts';
import { newComplaint, openWorld } from './world.ts';
import type { World } from './world.ts';

describe('over HTTP', () => {
  let served: Served;
  beforeAll(async () => {
    served = await serve();
  });
  afterAll(() => served.close());

  async function listen(client: Client): Promise<{ heard: string[]; stop: () => void }> {
    const stop = new AbortController();
    const heard: string[] = [];
    const response = await client.ask('/sync/events', { signal: stop.signal });
    void (async () => {
      const decoder = new TextDecoder();
      for await (const chunk of response.body ?? [])
        for (const [, name = ''] of decoder.decode(chunk).matchAll(/event: (\w+)/g)) heard.push(name);
    })().catch(() => undefined);
    return { heard, stop: () => stop.abort() };
  }

  test('new figures are told to those who read the reports of that region, and to nobody else', async () => {
    const south = await served.person('field', { branches: ['s1'] });
    const ours = await served.person('manager', { regions: ['south'] });
    const others = await served.person('analyst', { regions: ['north'] });
    const [one, other] = [await listen(ours), await listen(others)];
    await south.push([await south.device.received(newComplaint(), 's1', 'south')]);
    await expect.poll(() => one.heard).toContain('figures');
    // Who hears of the same facts is told in the same moment.
    await pause(50);
    expect(other.heard).toEqual([]);
    one.stop();
    other.stop();
  });

  test('what came of a complaint that nobody knows is shown to the managers of its author, and to no others', async () => {
    const south = await served.person('field', { branches: ['s1'] });
    const ours = await served.person('manager', { regions: ['south'] });
    const others = await served.person('manager', { regions: ['north'] });
    const note = await south.device.event(newComplaint(), { kind: 'note', data: {}, body: { text: 'x' } });
    expect(await south.push([note])).toMatchObject([{ quarantined: 'quarantine.noComplaint' }]);
    const seenBy = async (manager: Client): Promise<string[]> =>
      ((await (await manager.ask('/api/quarantine')).json()) as QuarantinedItem[]).map(({ item }) => item);
    expect(await seenBy(ours)).toContain(note._id);
    expect(await seenBy(others)).not.toContain(note._id);
  });

  test('a manager neither sees nor decides what is in quarantine of a complaint about themselves', async () => {
    const field = await served.person('field', { branches: ['n1'] });
    const about = await served.person('manager', { regions: ['north'] });
    const other = await served.person('manager', { regions: ['north'] });
    const id = newComplaint();
    const data = (await field.device.received(newComplaint())).data;
    const received = await field.device.event(id, {
      kind: 'received',
      data: { ...data, about: [about.device.person] } as never,
      body: { text: 'Rude to me' },
    });
    await field.push([received]);
    const late = await field.device.event(id, { kind: 'note', data: {}, body: { text: 'late' } });
    await pause(5);
    await served.admin(`/api/admin/people/${field.account}`, {
      method: 'PATCH',
      body: JSON.stringify({ branches: ['n2'] }),
    });
    await expect.poll(() => field.push([late])).toMatchObject([{ quarantined: 'quarantine.reachLost' }]);
    const listed = async (manager: Client): Promise<QuarantinedItem | undefined> =>
      ((await (await manager.ask('/api/quarantine')).json()) as QuarantinedItem[]).find(
        ({ item }) => item === late._id,
      );
    await expect.poll(() => listed(other)).toBeDefined();
    expect(await listed(about)).toBeUndefined();
    const decide = (manager: Client, itemId: string) =>
      manager.ask('/api/quarantine', {
        method: 'POST',
        body: JSON.stringify({ id: `quarantine:${itemId}`, decision: 'setAside' }),
      });
    expect((await decide(about, late._id)).status).toBe(404);
    expect((await decide(other, late._id)).status).toBe(204);
  });

  test('a device whose checkpoint nobody can read replaces what it has, and offers its own work again', async () => {
    const field = await served.person('field', { branches: ['n1'] });
    const pulled = await field.pull('a-token-that-another-server-sealed-with-another-secret-altogether');
    expect([pulled.rotate, pulled.offerAgain]).toEqual([true, true]);
    expect((await field.pull()).rotate).toBe(false);
  });

  test('a checkpoint of somebody with hundreds of branches is still short enough to be sent', async () => {
    for (let at = 0; at < 60; at += 1)
      await served.admin(`/api/admin/branches/many-${at}-${'x'.repeat(40)}`, {
        method: 'PUT',
        body: JSON.stringify({ region: 'south', name: { default: `b${at}` }, closed: false }),
      });
    const field = await served.person('field', { regions: ['south'] });
    const { checkpoints } = await field.pull();
    expect(String(checkpoints.at(-1)).length).toBeLessThan(1_000);
    expect((await field.pull(checkpoints.at(-1))).docs).toEqual([]);
  });

  test('a branch that has moved still takes what a phone recorded for the region that it was in', async () => {
    const field = await served.person('field', { branches: ['n2'] });
    const offline = await field.device.received(newComplaint(), 'n2', 'north');
    await served.admin('/api/admin/branches/n2', {
      method: 'PUT',
      body: JSON.stringify({ region: 'south', name: { default: 'n2' }, closed: false }),
    });
    await expect.poll(() => field.push([offline])).toMatchObject([{ ok: true }]);
    expect(await field.push([offline])).toMatchObject([{ ok: true }]);
  });
});

describeEngines('reading in scope', (fresh) => {
  const worlds: World[] = [];
  afterEach(async () => {
    for (const world of worlds.splice(0)) await world.close();
  });

  it('goes by the complaint as it stands in the store, whatever an index that follows it says', async () => {
    const { open, dataDir } = await fresh();
    const world = await openWorld(await open(), dataDir);
    worlds.push(world);
    const { data } = world.context.stores;
    const field = await world.person('field', { branches: ['n1'] });
    const manager = await world.person('manager', { regions: ['north'] });
    const id = newComplaint();
    const party = {
      kind: 'partyChanged' as const,
      data: { relation: 'customer' as const },
      body: { name: 'Nino' },
    };
    await admitBatch(world.cases, { via: field.account }, [
      await field.device.received(id),
      await field.device.event(id, party),
    ]);
    const north: Actor = {
      role: 'manager',
      person: manager.id,
      device: null,
      branches: [],
      regions: ['north'] as never,
      remedyLimit: null,
      surveys: [],
    };
    const keys = new Set(actorKeys(north));
    const ids = [`party:${id}`];
    expect(await readInScope(data, keys, ids)).toMatchObject([{ _id: ids[0] }]);
    const { _revisions, ...complaint } = (await data.getMany([`complaint:${id}`]))[0] ?? {
      _id: '',
      _rev: '',
    };
    await data.write([{ ...complaint, region: 'south' }]);
    expect(await readInScope(data, keys, [...ids, `complaint:${id}`])).toEqual([null, null]);
  });
});
