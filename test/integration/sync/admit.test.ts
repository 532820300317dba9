import { afterEach, expect, it } from 'vitest';
import type { ComplaintDoc } from '../../../src/domain/complaint.ts';
import type { ComplaintEvent } from '../../../src/domain/events/event.ts';
import { fold } from '../../../src/domain/fold/fold.ts';
import { eventUuidOf } from '../../../src/domain/ids.ts';
import { changeAccount } from '../../../server/auth/accounts.ts';
import { readMaterialised } from '../../../server/cases/materialise.ts';
import { every } from '../../../server/cases/paging.ts';
import { admitBatch } from '../../../server/sync/admit.ts';
import { chainDocId, missingCount, receivedCount } from '../../../server/sync/chain.ts';
import { chainIn } from '../../../server/sync/chain-book.ts';
import { completeness } from '../../../server/sync/completeness.ts';
import { describeEngines } from '../store/engines.ts';
import { newComplaint, openWorld } from './world.ts';
import type { World } from './world.ts';

describeEngines('admission', (fresh) => {
  const worlds: World[] = [];
  afterEach(async () => {
    for (const world of worlds.splice(0)) await world.close();
  });
  const setUp = async () => {
    const { open, dataDir } = await fresh();
    const world = await openWorld(await open(), dataDir);
    worlds.push(world);
    return world;
  };
  const complaintOf = async (world: World, id: ReturnType<typeof newComplaint>): Promise<ComplaintDoc> => {
    const doc = await world.context.stores.data.get(`complaint:${id}`);
    if (doc === null) throw new Error('no such complaint');
    return doc as unknown as ComplaintDoc;
  };

  it('stores an event once, however often it is pushed, and folds it into its complaint', async () => {
    const world = await setUp();
    const { device, account } = await world.person('field', { branches: ['n1'] });
    const id = newComplaint();
    const received = await device.received(id);
    const note = await device.event(id, { kind: 'note', data: {}, body: { text: 'Called back' } }, [
      eventUuidOf(received._id),
    ]);
    const carrier = { via: account };
    expect(await admitBatch(world.cases, carrier, [received, note])).toMatchObject([
      { ok: true },
      { ok: true },
    ]);
    const before = await complaintOf(world, id);
    expect(await admitBatch(world.cases, carrier, [received, received, note])).toMatchObject([
      { ok: true },
      { ok: true },
      { ok: true },
    ]);
    const after = await complaintOf(world, id);
    expect(after._rev).toBe(before._rev);
    expect(after.log.map(({ event }) => event.kind)).toEqual(['received', 'note']);
    expect(after.text).toBe('The boiler leaks again');
    const chain = chainIn(await world.context.stores.data.get(chainDocId(device.id)));
    expect([receivedCount(chain), missingCount(chain)]).toEqual([2, 0]);
  });

  it('counts what a device made and has not arrived', async () => {
    const world = await setUp();
    const { device, account } = await world.person('field', { branches: ['n1'] });
    const id = newComplaint();
    const received = await device.received(id);
    const lost = await device.event(id, { kind: 'note', data: {} });
    const last = await device.event(id, { kind: 'note', data: {} });
    const contact = { device: device.id, waiting: 1, at: Date.now() };
    await admitBatch(world.cases, { via: account }, [received, last], contact);
    expect(await completeness(world.context)).toMatchObject({ received: 2, missing: 1, waiting: 1 });
    await admitBatch(world.cases, { via: account }, [lost], { ...contact, waiting: 0 });
    expect(await completeness(world.context)).toMatchObject({ received: 3, missing: 0, waiting: 0 });
  });

  it('keeps personal details apart from the complaint', async () => {
    const world = await setUp();
    const { device, account } = await world.person('field', { branches: ['n1'] });
    const id = newComplaint();
    const received = await device.received(id);
    const party = await device.event(
      id,
      {
        kind: 'partyChanged',
        data: { relation: 'customer' },
        body: { name: 'Ayşe', phone: '+905551234567' },
      },
      [eventUuidOf(received._id)],
    );
    await admitBatch(world.cases, { via: account }, [received, party]);
    expect(JSON.stringify(await complaintOf(world, id))).not.toContain('Ayşe');
    const { party: stored } = (await readMaterialised(world.context.stores.data, [id])).get(id) ?? {};
    expect(JSON.stringify(stored)).toContain('+905551234567');
  });

  it('refuses what is out of reach, forged or malformed with a stable code, and stores nothing of it', async () => {
    const world = await setUp();
    const north = await world.person('field', { branches: ['n1'] });
    const south = await world.person('field', { branches: ['s1'] });
    const id = newComplaint();
    const received = await north.device.received(id);
    await admitBatch(world.cases, { via: north.account }, [received]);
    const outside = await south.device.event(id, { kind: 'note', data: {}, body: { text: 'peek' } });
    const elsewhere = await south.device.received(newComplaint(), 'n1', 'north');
    const forged = {
      ...(await north.device.event(id, { kind: 'note', data: {} })),
      kind: 'closed',
      data: { reason: 'withdrawn' },
    };
    const verdicts = await admitBatch(world.cases, { via: south.account }, [
      outside,
      elsewhere,
      forged,
      { _id: 'complaint:x', type: 'complaint' },
      { _id: 'event:../../x' },
      null,
      'text',
    ]);
    expect(verdicts.map((one) => ('error' in one ? one.reason : 'ok'))).toEqual([
      'scope.forbidden',
      'scope.forbidden',
      'signature.invalid',
      'type.unknown',
      'schema.invalid',
      'schema.invalid',
      'schema.invalid',
    ]);
    expect((await complaintOf(world, id)).log).toHaveLength(1);
  });

  it('keeps for a manager what its author could not know to be out of reach', async () => {
    const world = await setUp();
    const { device, account } = await world.person('field', { branches: ['n1'] });
    const manager = await world.person('manager', { regions: ['north'] });
    const id = newComplaint();
    const received = await device.received(id);
    await admitBatch(world.cases, { via: account }, [received]);
    const note = await device.event(id, {
      kind: 'note',
      data: {},
      body: { text: 'made while still in reach' },
    });
    await new Promise((done) => setTimeout(done, 5));
    const moved = await changeAccount(world.context, account, { branches: ['n2'] as never }, null);
    expect(moved.ok).toBe(true);
    await expect
      .poll(async () =>
        (await world.context.identities.account(device.person))?.grants.filter(({ until }) => until === null),
      )
      .toMatchObject([{ branch: 'n2' }]);
    expect(await admitBatch(world.cases, { via: account }, [note])).toMatchObject([
      { ok: true, quarantined: 'quarantine.reachLost' },
    ]);
    expect((await complaintOf(world, id)).log).toHaveLength(1);
    expect((await completeness(world.context)).quarantined).toBe(1);
    expect(manager.id).not.toBe(device.person);
  });

  it('ends in the fold of all events when two pushes meet on one complaint', async () => {
    const world = await setUp();
    const one = await world.person('field', { branches: ['n1'] });
    const other = await world.person('field', { branches: ['n1'] });
    const id = newComplaint();
    const received = await one.device.received(id);
    await admitBatch(world.cases, { via: one.account }, [received]);
    const after = [eventUuidOf(received._id)];
    const pushes = [];
    for (let round = 0; round < 10; round += 1) {
      for (const { device, account } of [one, other]) {
        const severity = round % 2 === 0 ? ('serious' as const) : ('minor' as const);
        const event = await device.event(id, { kind: 'assessed', data: { severity } }, after);
        pushes.push(admitBatch(world.cases, { via: account }, [event]));
      }
    }
    await Promise.all(pushes);
    const stored = await complaintOf(world, id);
    const events: ComplaintEvent[] = [];
    for await (const doc of every(world.context.stores.data, `event:${id}:`))
      events.push(doc as unknown as ComplaintEvent);
    const folded = fold(events, world.cases.fold);
    expect(stored.log).toHaveLength(21);
    expect(JSON.parse(JSON.stringify(folded))).toEqual(
      Object.fromEntries(
        Object.entries(stored).filter(([key]) => !['_id', '_rev', 'type', 'v', 'foldVersion'].includes(key)),
      ),
    );
    expect(stored.contested.map(({ field }) => field)).toContain('severity');
  });

  it('repairs a complaint whose server was killed between admitting and materialising', async () => {
    const world = await setUp();
    const { device, account } = await world.person('field', { branches: ['n1'] });
    const id = newComplaint();
    const received = await device.received(id);
    await admitBatch(world.cases, { via: account }, [received]);
    const note = await device.event(id, { kind: 'note', data: {} }, [eventUuidOf(received._id)]);
    const admitted = { seen: Date.now(), via: account, role: 'field', remedyLimit: null, flags: [] };
    await world.context.stores.data.write([{ ...note, admitted }]);
    expect((await complaintOf(world, id)).log).toHaveLength(1);
    await world.cases.repair.run();
    expect((await complaintOf(world, id)).log).toHaveLength(2);
    const { _rev } = await complaintOf(world, id);
    await world.cases.repair.run();
    expect((await complaintOf(world, id))._rev).toBe(_rev);
  });

  it('keeps both of two items that were made under one number, and flags the second', async () => {
    const world = await setUp();
    const { device, account } = await world.person('field', { branches: ['n1'] });
    const id = newComplaint();
    const received = await device.received(id);
    const first = await device.event(id, { kind: 'note', data: {} }, [], { seq: 2 });
    const second = await device.event(id, { kind: 'note', data: {} }, [], { seq: 2 });
    expect(await admitBatch(world.cases, { via: account }, [received, first, second])).toMatchObject([
      { ok: true },
      { ok: true },
      { ok: true },
    ]);
    const stored = await world.context.stores.data.get(second._id);
    expect(stored?.['admitted']).toMatchObject({ flags: expect.arrayContaining(['seq.twice']) });
  });
});
