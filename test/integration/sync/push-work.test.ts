/** What a push asks of the store, and what becomes of it when several write one complaint. */
import { afterEach, expect, it } from 'vitest';
import { openCases } from '../../../server/cases/cases.ts';
import type { Cases } from '../../../server/cases/cases.ts';
import { readMaterialised, rematerialise } from '../../../server/cases/materialise.ts';
import type { Store, Stores } from '../../../server/store/store.ts';
import { admitBatch, admitPush } from '../../../server/sync/admit.ts';
import type { ComplaintEvent } from '../../../src/domain/events/event.ts';
import { eventUuidOf } from '../../../src/domain/ids.ts';
import { describeEngines } from '../store/engines.ts';
import { newComplaint, openWorld } from './world.ts';
import type { Person } from './world.ts';

/** The same store, with a count of each kind of call. */
function counted(stores: Stores): { stores: Stores; calls: Map<string, number> } {
  const calls = new Map<string, number>();
  const count = <K extends 'getMany' | 'range' | 'write' | 'changes'>(name: K): Store[K] => {
    const call = stores.data[name] as (...args: unknown[]) => unknown;
    return ((...args: unknown[]) => {
      calls.set(name, (calls.get(name) ?? 0) + 1);
      return call(...args);
    }) as Store[K];
  };
  const names = ['getMany', 'range', 'write', 'changes'] as const;
  const data = { ...stores.data, ...Object.fromEntries(names.map((name) => [name, count(name)])) };
  return { stores: { ...stores, data }, calls };
}

async function complaints(who: Person, count: number): Promise<ComplaintEvent[]> {
  const events: ComplaintEvent[] = [];
  for (let at = 0; at < count; at += 1) {
    const id = newComplaint();
    const received = await who.device.received(id);
    const draft = {
      kind: 'partyChanged',
      data: { relation: 'customer' },
      body: { name: `N ${at}` },
    } as const;
    events.push(received, await who.device.event(id, draft, [eventUuidOf(received._id)]));
  }
  return events;
}

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

describeEngines('a push', (fresh) => {
  it('asks as much of the store for a hundred new events as for four', async () => {
    const { dataDir, open: openStores } = await fresh();
    const { stores, calls } = counted(await openStores());
    const world = await openWorld(stores, dataDir);
    open.push(world);
    const who = await world.person('field', { branches: ['n1'] });
    const work: Record<string, number>[] = [];
    for (const count of [2, 50]) {
      const batch = await complaints(who, count);
      calls.clear();
      const verdicts = await admitBatch(world.cases, { via: who.account }, batch);
      expect(verdicts.every((verdict) => 'ok' in verdict)).toBe(true);
      work.push(Object.fromEntries(calls));
    }
    // Items, complaints and chains; one write where it is kept as a whole, else the items before the complaints.
    expect(work[1]).toEqual(work[0]);
    expect(work[1]).toEqual({ getMany: 3, write: stores.data.together > 0 ? 1 : 2 });
  });

  it('contains every event when others write the same complaint at the same moment', async () => {
    const { dataDir, open: openStores } = await fresh();
    const stores = await openStores();
    const world = await openWorld(stores, dataDir);
    open.push(world);
    // As another server would: with a lock of its own.
    const other: Cases = await openCases(world.context);
    open.push(other);
    const [ana, ben] = [
      await world.person('field', { branches: ['n1'] }),
      await world.person('field', { branches: ['n1'] }),
    ];
    const id = newComplaint();
    const received = await ana.device.received(id);
    await admitBatch(world.cases, { via: ana.account }, [received]);
    const notes = async (who: Person): Promise<ComplaintEvent[]> => {
      const made: ComplaintEvent[] = [];
      for (let at = 0; at < 10; at += 1)
        made.push(await who.device.event(id, { kind: 'note', data: {}, body: { text: `${at}` } }));
      return made;
    };
    const [mine, theirs] = [await notes(ana), await notes(ben)];
    const push = async (cases: Cases, who: Person, events: readonly ComplaintEvent[]): Promise<void> => {
      for (const event of events) await admitBatch(cases, { via: who.account }, [event]);
    };
    await Promise.all([push(world.cases, ana, mine), push(other, ben, theirs)]);
    const logged = async (): Promise<readonly string[]> => {
      const log = (await readMaterialised(stores.data, [id])).get(id)?.complaint?.log ?? [];
      return log.map(({ event }) => event._id).toSorted();
    };
    const all = [received, ...mine, ...theirs].map(({ _id }) => _id).toSorted();
    expect(await logged()).toEqual(all);
    await rematerialise(stores.data, world.cases.fold, id);
    expect(await logged()).toEqual(all);
  });

  it('is answered with the highest number that has come of its device, by way of another server too', async () => {
    const { dataDir, open: openStores } = await fresh();
    const stores = await openStores();
    const world = await openWorld(stores, dataDir);
    open.push(world);
    const { account, device } = await world.person('field', { branches: ['n1'] });
    const carrier = { via: account };
    const contact = { device: device.id, waiting: 0, at: Date.now() };
    const first = await device.received(newComplaint());
    const second = await device.received(newComplaint());
    let meanwhile = async (): Promise<unknown> => admitBatch(world.cases, carrier, [second]);
    const write: Store['write'] = async (docs) => {
      const before = meanwhile;
      meanwhile = async () => undefined;
      await before();
      return stores.data.write(docs);
    };
    const context = { ...world.context, stores: { ...stores, data: { ...stores.data, write } } };
    const other = await openCases(context);
    open.push(other);
    expect(await admitPush(other, carrier, [first], contact)).toMatchObject({
      verdicts: [{ ok: true }],
      seq: 2,
    });
    expect(await admitPush(other, carrier, [], contact)).toEqual({ verdicts: [], seq: 2 });
    expect(await admitPush(other, carrier, [first])).toMatchObject({ verdicts: [{ ok: true }], seq: 0 });
  });
});
