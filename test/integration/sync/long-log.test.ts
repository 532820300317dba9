/** A complaint of a thousand events, and of a few hundred, through a whole server: what is served of it, and to whom. */
import { afterEach, describe, expect, it } from 'vitest';
import type { PulledDoc } from '../../../server/contract/sync.ts';
import type { ComplaintDoc, LogDoc, LogEntry } from '../../../src/domain/complaint.ts';
import type { ComplaintEvent, EventDraft } from '../../../src/domain/events/event.ts';
import { canonicalText } from '../../../src/domain/canonical.ts';
import { fold } from '../../../src/domain/fold/fold.ts';
import { PAGE } from '../../../src/domain/fold/long.ts';
import { eventUuidOf } from '../../../src/domain/ids.ts';
import type { BranchId, ComplaintId, EventUuid, RegionId } from '../../../src/domain/ids.ts';
import { context } from '../../../src/domain/testing/history.ts';
import type { NewDoc } from '../../../server/store/store.ts';
import { openStores } from '../../../server/store/open.ts';
import { serve } from './served.ts';
import type { Client, Served } from './served.ts';
import { newComplaint } from './world.ts';

let open: Served | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});
async function server(): Promise<Served> {
  open = await serve();
  return open;
}

const HOUR = 3_600_000;
const BATCH = 200;
const note = (n: number): EventDraft => ({ kind: 'note', data: {}, body: { text: `note number ${n}` } });

/** The receipt and notes, each after the one before; in batches. */
async function tell(who: Client, id: ComplaintId, count: number): Promise<EventUuid> {
  const events = [await who.device.received(id)];
  let head = eventUuidOf(events[0]?._id ?? '');
  const send = async (): Promise<void> => {
    const verdicts = await who.push(events.splice(0));
    expect(verdicts.filter((verdict) => !('ok' in verdict) || verdict.quarantined !== undefined)).toEqual([]);
  };
  for (let n = 1; n < count; n += 1) {
    const event = await who.device.event(id, note(n), [head]);
    events.push(event);
    head = eventUuidOf(event._id);
    if (events.length === BATCH) await send();
  }
  if (events.length > 0) await send();
  return head;
}

const act = async (who: Client, id: ComplaintId, draft: EventDraft, after: EventUuid): Promise<void> => {
  const [verdict] = await who.push([await who.device.event(id, draft, [after])]);
  expect(verdict).toMatchObject({ ok: true });
};

const complaintIn = (docs: readonly PulledDoc[]): ComplaintDoc =>
  docs.find(({ _id }) => _id.startsWith('complaint:')) as unknown as ComplaintDoc;
const pagesIn = (docs: readonly PulledDoc[]): LogDoc[] =>
  (docs.filter(({ _id }) => _id.startsWith('log:')) as unknown as LogDoc[]).toSorted(
    (one, other) => one.page - other.page,
  );
const eventsIn = (docs: readonly PulledDoc[]): ComplaintEvent[] =>
  [...pagesIn(docs).flatMap(({ entries }) => entries), ...complaintIn(docs).log].map(({ event }) => event);

/** Pulls until it is there: a follower tells the server of its own writes a moment later. */
async function pulled(who: Client, since: string | undefined, wanted: (docs: PulledDoc[]) => boolean) {
  for (;;) {
    const answer = await who.pull(since);
    if (wanted(answer.docs)) return answer;
    await new Promise((done) => setTimeout(done, 20));
  }
}
const hasPages = (count: number) => (docs: readonly PulledDoc[]) => pagesIn(docs).length === count;

/** What both can say: the server knows its calendars, a document what it is. */
const foldedFields = (complaint: object, log: readonly LogEntry[]): string => {
  const besides = /^(_.*|type|v|foldVersion|earlier|acknowledgeBy|respondBy|log)$/;
  const own = Object.entries(complaint).filter(([field]) => !besides.test(field));
  return canonicalText({ ...Object.fromEntries(own), log });
};
function wholeOf(docs: readonly PulledDoc[]): string {
  const folded = fold(eventsIn(docs), context);
  return foldedFields(folded ?? {}, folded?.log ?? []);
}
function servedOf(docs: readonly PulledDoc[]): string {
  const complaint = complaintIn(docs);
  return foldedFields(complaint, [...pagesIn(docs).flatMap(({ entries }) => entries), ...complaint.log]);
}

describe('a complaint of a thousand events', () => {
  const MANY = 1_000;

  it('is a document as large as one of a hundred and pages that are sent once, and folds to the same', async () => {
    const { person } = await server();
    const ana = await person('field', { branches: ['n1'] });
    const mia = await person('manager', { regions: ['north'] });
    const id = newComplaint();
    const head = await tell(ana, id, MANY);
    const pages = Math.ceil((MANY - 2 * PAGE) / PAGE);
    const first = await pulled(mia, undefined, hasPages(pages));

    expect(pagesIn(first.docs).map(({ page, entries }) => [page, entries.length])).toEqual(
      Array.from({ length: pages }, (_, page) => [page, PAGE]),
    );
    expect(complaintIn(first.docs).log.length).toBeLessThanOrEqual(2 * PAGE);
    expect(JSON.stringify(complaintIn(first.docs)).length).toBeLessThan(2 * PAGE * 1_200);
    expect(new Set(eventsIn(first.docs).map(({ _id }) => _id)).size).toBe(MANY);
    expect(servedOf(first.docs) === wholeOf(first.docs)).toBe(true);

    await act(ana, id, note(MANY), head);
    const next = await pulled(mia, first.checkpoints.at(-1), (docs) => docs.length > 0);
    expect(next.docs.map(({ _id }) => _id)).toEqual([`complaint:${id}`]);
    expect(complaintIn(next.docs).log.at(-1)?.event.body?.text).toBe(`note number ${MANY}`);

    // What was done an hour ago on a phone that only comes now belongs right after the receipt.
    const ben = await person('field', { branches: ['n1'] });
    const late = await ben.device.event(id, note(-1), [], { clock: Date.now() - HOUR });
    expect(await ben.push([late, late])).toMatchObject([{ ok: true }, { ok: true }]);
    const all = await pulled(mia, undefined, (docs) => eventsIn(docs).length === MANY + 2);
    expect(eventsIn(all.docs)[1]?._id).toBe(late._id);
    expect(servedOf(all.docs) === wholeOf(all.docs)).toBe(true);

    // The same again, late as it is, changes nothing.
    const before = complaintIn(all.docs)._rev;
    expect(await ben.push([late])).toMatchObject([{ ok: true }]);
    expect(complaintIn((await mia.pull()).docs)._rev).toBe(before);
  });
});

describe('continuations of a long log', () => {
  const COUNT = 3 * PAGE + 10;
  const PAGES = 2;
  const pageIds = (id: ComplaintId): string[] =>
    Array.from({ length: PAGES }, (_, page) => `log:${id}:${String(page).padStart(6, '0')}`);
  const idsOf = (docs: readonly PulledDoc[]): string[] =>
    docs
      .map(({ _id }) => _id)
      .filter((id) => /^(complaint|log):/.test(id))
      .toSorted();

  it('are read by who reads their complaint, and by nobody else, on every path', async () => {
    const { person, kiosk } = await server();
    const ana = await person('field', { branches: ['n1'] });
    const mia = await person('manager', { regions: ['north'] });
    const id = newComplaint();
    await tell(ana, id, COUNT);
    const ids = [`complaint:${id}`, ...pageIds(id)];
    const paths = [
      `/sync/redress_data/_all_docs?include_docs=true`,
      `/sync/redress_data/_changes?include_docs=true`,
      ...ids.map((one) => `/sync/redress_data/${encodeURIComponent(one)}?revs=true`),
    ];
    await pulled(mia, undefined, hasPages(PAGES));
    for (const who of [ana, mia]) {
      expect(idsOf((await who.pull()).docs)).toEqual(ids.toSorted());
      for (const path of paths) expect(await (await who.ask(path)).text()).toContain('note number ');
    }
    const others = [
      await person('field', { branches: ['n2'] }),
      await person('manager', { regions: ['south'] }),
      await person('analyst', { regions: ['north'] }),
      await person('admin', {}),
      await kiosk('n1'),
    ];
    for (const who of others) {
      const got = await who.pull();
      expect(idsOf(got.docs)).toEqual([]);
      const answers = [
        ...paths.map((path) => who.ask(path)),
        who.ask('/sync/redress_data/_bulk_get', {
          method: 'POST',
          body: JSON.stringify({ docs: ids.map((one) => ({ id: one })) }),
        }),
      ];
      for (const answer of answers) expect(await (await answer).text()).not.toContain('note number');
    }
    const made = { _id: pageIds(id)[0], type: 'log', v: 1, complaint: id, page: 0, after: null, entries: [] };
    expect(await ana.push([made])).toMatchObject([{ error: 'forbidden' }]);
  });

  it('are forgotten by whoever reads the complaint once the store has them no longer', async () => {
    const served = await server();
    const ana = await served.person('field', { branches: ['n1'] });
    const id = newComplaint();
    await tell(ana, id, 3);
    const [page = ''] = pageIds(id);
    const change = async (docs: readonly NewDoc[]): Promise<string | undefined> => {
      await served.stop();
      const { COUCHDB_URL: couchdbUrl, COUCHDB_PREFIX: prefix } = served.env;
      const couch = couchdbUrl === undefined ? {} : { couchdbUrl, prefix: `${prefix}_` };
      const stores = await openStores({ dataDir: served.dataDir, ...couch });
      const [written] = await stores.data.write(docs);
      await stores.close();
      await served.start();
      ana.moved(served.origin);
      return written?.rev;
    };
    const _rev = await change([{ _id: page, type: 'log', v: 1, complaint: id, page: 0, entries: [] }]);
    const had = await ana.pull();
    expect(idsOf(had.docs)).toEqual([`complaint:${id}`, page]);
    await change([{ _id: page, _rev, _deleted: true }]);
    const { rotate, docs, forget } = await ana.pull(had.checkpoints.at(-1));
    expect([rotate, idsOf(docs), forget]).toEqual([false, [`complaint:${id}`], [page]]);
  });

  it('go with their complaint to another region, and when a grant is taken', async () => {
    const { person, admin } = await server();
    const ana = await person('field', { branches: ['n1'] });
    const mia = await person('manager', { regions: ['north'] });
    const sam = await person('manager', { regions: ['south'] });
    const id = newComplaint();
    const head = await tell(ana, id, COUNT);
    const ids = [`complaint:${id}`, ...pageIds(id)].toSorted();
    const had = await pulled(mia, undefined, hasPages(PAGES));
    const nothing = await sam.pull();
    const data = { branch: 's1' as BranchId, region: 'south' as RegionId };
    await act(mia, id, { kind: 'transferred', data }, head);
    const got = await pulled(sam, nothing.checkpoints.at(-1), (docs) => docs.length > 0);
    expect(idsOf(got.docs)).toEqual(ids);
    const lost = await mia.pull(had.checkpoints.at(-1));
    expect([lost.docs, lost.forget.toSorted()]).toEqual([[], [...ids, `party:${id}`]]);

    const hers = await ana.pull();
    expect(idsOf(hers.docs)).toEqual(ids);
    await admin(`/api/admin/people/${ana.account}`, {
      method: 'PATCH',
      body: JSON.stringify({ branches: ['n2'], regions: [] }),
    });
    const after = await ana.pull(hers.checkpoints.at(-1));
    expect([after.rotate, idsOf(after.docs)]).toEqual([true, []]);
    for (const one of ids)
      expect((await ana.ask(`/sync/redress_data/${encodeURIComponent(one)}`)).status).toBe(404);
    // Who had it in a region of before still reaches it with what was done then.
    const old = await mia.device.event(id, note(0), [head]);
    expect(await mia.push([old])).toMatchObject([{ ok: true, quarantined: 'quarantine.reachLost' }]);
  });
});
