/** What the store has of a long complaint, whatever happened on the way: the same documents as from all events at once. */
import { uuidv7 } from 'uuidv7';
import { afterEach, expect, it } from 'vitest';
import { openCases } from '../../../server/cases/cases.ts';
import { erase } from '../../../server/cases/erase.ts';
import { rematerialise } from '../../../server/cases/materialise.ts';
import { readEvents } from '../../../server/cases/whole.ts';
import type { NewDoc, Stores } from '../../../server/store/store.ts';
import { admitBatch } from '../../../server/sync/admit.ts';
import type { ComplaintEvent } from '../../../src/domain/events/event.ts';
import { foldLong, PAGE } from '../../../src/domain/fold/long.ts';
import { eventUuidOf, logDocId } from '../../../src/domain/ids.ts';
import type { ComplaintId, EventUuid } from '../../../src/domain/ids.ts';
import { describeEngines } from '../store/engines.ts';
import { history, isWhole, made, push, withoutRev } from './long-history.ts';
import { newComplaint, openWorld } from './world.ts';
import type { Person, World } from './world.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

const COUNT = 3 * PAGE + 5;

describeEngines('a long log', (fresh) => {
  async function opened(): Promise<{ world: World; stores: Stores; ana: Person; id: ComplaintId }> {
    const { dataDir, open: openStores } = await fresh();
    const stores = await openStores();
    const world = await openWorld(stores, dataDir);
    open.push(world);
    const ana = await world.person('field', { branches: ['n1'] });
    return { world, stores, ana, id: newComplaint() };
  }

  it('is the same in pushes of one, of many, and made anew', async () => {
    const { world, stores, ana, id } = await opened();
    const events = await history(ana, id, COUNT);
    await push(world.cases, ana, events.slice(0, 150));
    await push(world.cases, ana, events.slice(150), 1);
    await isWhole(world, id);
    const before = await made(stores, id);
    await rematerialise(stores.data, world.cases.fold, id);
    await push(world.cases, ana, [...events.slice(0, 30), ...events.slice(-30)]);
    expect(await made(stores, id)).toEqual(before);
  });

  it('is short and without continuations up to twice a page', async () => {
    const { world, stores, ana, id } = await opened();
    const events = await history(ana, id, 2 * PAGE + 1);
    await push(world.cases, ana, events.slice(0, -1));
    const docs = await made(stores, id);
    expect(docs.map(({ _id }) => _id)).toEqual([`complaint:${id}`, `party:${id}`]);
    expect(docs[0]).not.toHaveProperty('earlier');
    await push(world.cases, ana, events.slice(-1));
    expect((await made(stores, id)).map(({ _id }) => _id)).toContain(logDocId(id, 0));
  });

  it('takes what comes late where it belongs, and keeps every event through two servers at once', async () => {
    const { world, stores, ana, id } = await opened();
    const ben = await world.person('field', { branches: ['n1'] });
    // As another server would: with a lock of its own.
    const other = await openCases(world.context);
    open.push(other);
    const events = await history(ana, id, COUNT);
    await push(world.cases, ana, events.slice(0, 2 * PAGE - 5));
    const hour = 3_600_000;
    const late: ComplaintEvent[] = [];
    for (let n = 0; n < 20; n += 1)
      late.push(
        await ben.device.event(id, { kind: 'note', data: {}, body: { text: `late ${n}` } }, [], {
          clock: Date.now() - hour,
        }),
      );
    await Promise.all([push(world.cases, ana, events.slice(2 * PAGE - 5), 3), push(other, ben, late, 1)]);
    await isWhole(world, id);
    const all = (await made(stores, id)).flatMap((doc) =>
      ((doc['entries'] ?? doc['log'] ?? []) as { event: { _id: string } }[]).map(({ event }) => event._id),
    );
    expect(all.toSorted()).toEqual([...events, ...late].map(({ _id }) => _id).toSorted());
  });

  it('is made good where a process was killed before, between and after its documents', async () => {
    const { world, stores, ana, id } = await opened();
    const { data } = stores;
    const events = await history(ana, id, COUNT);
    await push(world.cases, ana, events);
    const right = await made(stores, id);
    const [complaint] = right;
    const pages = right.filter(({ _id }) => _id.startsWith('log:'));
    // Only the events of the last push were written.
    const before = foldLong((await readEvents(data, id)).slice(0, -10), world.cases.fold);
    const [older] = await data.write([{ ...complaint, ...before?.complaint, _id: `complaint:${id}` }]);
    expect(older?.error).toBeUndefined();
    await data.putLocal('materialised', {});
    await world.cases.repair.run();
    expect(withoutRev(await made(stores, id))).toEqual(withoutRev(right));
    // A page was written anew, its complaint was not.
    await data.write(pages.map((page) => ({ ...page, entries: [] })));
    await world.cases.repair.run();
    expect(withoutRev(await made(stores, id))).toEqual(withoutRev(right));
    // A page is there that its complaint does not know of.
    await data.write([{ _id: logDocId(id, pages.length), type: 'log', v: 1, complaint: id, entries: [] }]);
    let head = eventUuidOf(events.at(-1)?._id ?? '');
    const next: ComplaintEvent[] = [];
    for (let n = 0; n < PAGE; n += 1) {
      const event = await ana.device.event(id, { kind: 'note', data: {}, body: { text: `more ${n}` } }, [
        head,
      ]);
      next.push(event);
      head = eventUuidOf(event._id);
    }
    await push(world.cases, ana, next);
    await isWhole(world, id);
  });

  it('is made good where a store kept the complaint and lost a page', async () => {
    const { world, stores, ana, id } = await opened();
    await push(world.cases, ana, await history(ana, id, COUNT));
    const right = withoutRev(await made(stores, id));
    const [complaint, , ...rest] = await made(stores, id);
    const events = await readEvents(stores.data, id);
    const { stores: lossy, world: other } = await opened();
    const kept = [...events, complaint, ...rest].map((doc) => ({ ...doc, _rev: undefined }));
    await lossy.data.write(kept as unknown as NewDoc[]);
    expect(withoutRev(await made(lossy, id))).not.toEqual(right);
    await other.cases.repair.run();
    expect(withoutRev(await made(lossy, id))).toEqual(right);
  });

  it.each([10, COUNT])(
    'is made good where a store kept the complaint and lost its party: %i events',
    async (count) => {
      const { world, stores, ana, id } = await opened();
      await push(world.cases, ana, await history(ana, id, count));
      const right = withoutRev(await made(stores, id));
      const lost = (await made(stores, id)).filter(({ type }) => type === 'party');
      const gone = lost.map(({ _id, _rev }) => ({ _id, _rev, _deleted: true }));
      expect(await stores.data.write(gone)).toEqual([
        { id: `party:${id}`, rev: expect.any(String) as string },
      ]);
      await stores.data.putLocal('materialised', {});
      await world.cases.repair.run();
      expect(withoutRev(await made(stores, id))).toEqual(right);
    },
  );

  it('takes nothing that comes after itself, by way of what came late in the same push', async () => {
    const { world, ana, id } = await opened();
    const events = await history(ana, id, COUNT);
    await push(world.cases, ana, events);
    const note = { kind: 'note', data: {}, body: { text: 'late' } } as const;
    const ben = await world.person('field', { branches: ['n1'] });
    const late = await ben.device.event(id, note, [], { clock: Date.now() - 3_600_000 });
    const [one, other] = [uuidv7() as EventUuid, uuidv7() as EventUuid];
    const before = await ben.device.event(id, note, [other], { id: one });
    const after = await ben.device.event(id, note, [one], { id: other });
    const last = await ben.device.event(id, note, [one]);
    const verdicts = await admitBatch(world.cases, { via: ben.account }, [late, before, after, last]);
    expect(verdicts.map((verdict) => ('ok' in verdict ? 'ok' : verdict.reason))).toEqual([
      'ok',
      'ok',
      'after.cycle',
      'ok',
    ]);
    await isWhole(world, id);
  });

  it('is folded anew with another version of the fold', async () => {
    const { world, stores, ana, id } = await opened();
    await push(world.cases, ana, await history(ana, id, COUNT));
    const right = withoutRev(await made(stores, id));
    const [complaint] = await made(stores, id);
    const spoilt = { ...complaint, foldVersion: 0, earlier: { pages: 1, count: 7 }, log: [] };
    await stores.data.write([{ ...spoilt, _id: `complaint:${id}` }]);
    await stores.data.putLocal('materialised', {
      ...(await stores.data.getLocal('materialised')),
      foldVersion: 0,
    });
    await world.cases.repair.run();
    expect(withoutRev(await made(stores, id))).toEqual(right);
  });

  it('loses what was typed in all of its parts when it is erased', async () => {
    const { world, stores, ana, id } = await opened();
    const events = await history(ana, id, COUNT);
    await push(world.cases, ana, events);
    await erase(stores, world.cases.fold, [id]);
    expect(JSON.stringify(await made(stores, id))).not.toMatch(/said \d|Nana|boiler/);
    await isWhole(world, id);
    const bare = await ana.device.event(id, { kind: 'acknowledged', data: {} }, [
      eventUuidOf(events.at(-1)?._id ?? ''),
    ]);
    await push(world.cases, ana, [bare]);
    await isWhole(world, id);
    expect(JSON.stringify(await made(stores, id))).not.toMatch(/said \d|Nana|boiler/);
  });

  it('keeps a bounded tree of revisions and one body of each document', async () => {
    const { world, stores, ana, id } = await opened();
    await push(world.cases, ana, await history(ana, id, 150), 1);
    const ids = [`complaint:${id}`, logDocId(id, 0)];
    const [complaint, page] = await stores.data.getMany(ids, { revs: true });
    const { start = 0, ids: known = [] } = complaint?._revisions ?? {};
    expect(start).toBe(150);
    expect(known).toHaveLength(100);
    expect(page?._revisions).toMatchObject({ start: 1 });
    const before = known
      .slice(1, 5)
      .map((hash, back) => ({ id: ids[0] ?? '', rev: `${start - 1 - back}-${hash}` }));
    if (stores.data.together > 0)
      expect(await stores.data.getRevisions(before)).toEqual(before.map(() => null));
  });
});
