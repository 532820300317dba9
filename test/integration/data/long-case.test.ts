/** A complaint with a long log on phones: what is shown, what is done offline, and what belongs before a checkpoint. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { CaseView } from '../../../src/data/api.ts';
import { longCase } from '../../../src/data/cases/long-case.ts';
import type { LongComplaint } from '../../../src/data/cases/long-case.ts';
import { Mirror } from '../../../src/data/mirror/mirror.ts';
import { openStores } from '../../../src/data/stores.ts';
import { FOLD_VERSION } from '../../../src/domain/complaint.ts';
import type { LogDoc } from '../../../src/domain/complaint.ts';
import type { ComplaintEvent } from '../../../src/domain/events/event.ts';
import { fold } from '../../../src/domain/fold/fold.ts';
import { foldLong, PAGE } from '../../../src/domain/fold/long.ts';
import type { LongFold } from '../../../src/domain/fold/long.ts';
import { logDocId } from '../../../src/domain/ids.ts';
import {
  context,
  eventId,
  history,
  MINUTE,
  START,
  theComplaint,
  told,
} from '../../../src/domain/testing/history.ts';
import type { Told } from '../../../src/domain/testing/history.ts';
import { leveldbEngine } from './node-device.ts';
import { pulled } from './organisation.ts';
import { startRealServer } from './real-server.ts';
import { record, ready, settled } from './restored-phones.ts';
import { until } from './until.ts';

const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step();
});

const textsOf = ({ earlier, complaint }: CaseView): (string | undefined)[] =>
  [...earlier, ...complaint.log].flatMap(({ event }) => event.body?.text ?? []);

test('shows the end of a long story and all of it when asked, takes what is done offline, and ends the same everywhere', async () => {
  const server = await startRealServer();
  undo.push(() => server.close());
  const ana = await server.phone('ana', { role: 'field', branches: ['N1'] });
  const mia = await server.phone('mia', { role: 'manager', regions: ['N'] });
  await Promise.all([ana, mia].map(ready));
  const id = await record(ana, 'It broke');
  const count = 3 * PAGE;
  for (let n = 0; n < count; n += 1) {
    const saved = await ana.data.act(id, { kind: 'note', data: {}, body: { text: `note ${n}` } });
    if (!saved.ok) throw new Error(saved.code);
  }
  await settled(ana);
  const said = ['It broke', ...Array.from({ length: count }, (_, n) => `note ${n}`)];
  for (const { data } of [ana, mia]) {
    const end = await until(async () => {
      const view = await data.complaint(id);
      return view !== null && textsOf(view).at(-1) === said.at(-1) && view;
    });
    expect(end.unshown).toBeGreaterThanOrEqual(PAGE);
    expect(textsOf(end)).toEqual(said.slice(-textsOf(end).length));
    expect([end.complaint.text, end.party?.name]).toEqual(['It broke', 'Who said It broke']);
    const all = await data.complaint(id, 1_000);
    expect([all?.unshown, all && textsOf(all)]).toEqual([0, said]);
    expect((await data.list({ filter: 'branch', search: 'note 3', offset: 0, limit: 5 })).total).toBe(1);
  }

  await mia.restart({ online: () => false });
  const done = await mia.data.act(id, { kind: 'assessed', data: { severity: 'serious' } });
  expect(done).toMatchObject({ ok: true });
  const offline = await mia.data.complaint(id);
  expect([offline?.complaint.severity, offline?.unsynced.length]).toEqual(['serious', 1]);
  expect(offline?.may).toContain('decisionCommunicated');
  await mia.restart({});
  await settled(mia);
  const back = await until(async () => {
    const view = await ana.data.complaint(id);
    return view?.complaint.severity === 'serious' && view;
  });
  expect(back.unsynced).toEqual([]);
  expect((await mia.data.complaint(id))?.complaint.log.map(({ event }) => event._id)).toEqual(
    back.complaint.log.map(({ event }) => event._id),
  );
});

const pagesOf = (long: LongFold | null): LogDoc[] =>
  (long?.pages ?? []).map(({ number, after, entries }) => ({
    _id: logDocId(theComplaint, number),
    type: 'log',
    v: 1,
    complaint: theComplaint,
    page: number,
    after,
    entries,
  }));

test('folds its own event where it belongs, though that is before what the server no longer sends with the complaint', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'redress-long-'));
  const stores = openStores(leveldbEngine(dir), 'account-ana');
  undo.push(
    () => rm(dir, { recursive: true, force: true }),
    () => stores.close(),
  );
  const mirror = new Mirror(stores.mirror, Date.now);
  const notes = Array.from({ length: 4 * PAGE }, (_, n): Told =>
    n % 9 === 4
      ? { kind: 'assessed', data: { severity: 'minor' } }
      : { kind: 'note', data: {}, body: { text: `note ${n}` } },
  );
  const events = history(...notes);
  const served = foldLong(events, context);
  if (served?.complaint.earlier === undefined) throw new Error('not long');
  const complaint = {
    _id: `complaint:${theComplaint}`,
    type: 'complaint',
    v: 1,
    foldVersion: FOLD_VERSION,
    ...served.complaint,
  } as LongComplaint;
  const pages = pagesOf(served);
  const write = (docs: readonly { readonly _id: string }[], checkpoint: string): Promise<void> =>
    mirror.write({
      docs: docs.map((doc) => pulled({ ...doc }, 1, ['1'.repeat(32)])),
      forget: [],
      checkpoint,
    });
  const own = (n: number, minute: number, after: number): ComplaintEvent =>
    told(n, {
      kind: 'assessed',
      data: { severity: 'critical' },
      by: 'mia',
      minute,
      seen: null,
      after: [eventId(after)],
    });
  const fileOf = (mine: readonly ComplaintEvent[]) =>
    longCase(mirror.store, { doc: complaint, party: null, own: mine }, context);

  // Not all of it has come yet: what is here is shown, and nothing made up.
  await write([complaint], 'one');
  const late = own(5_000, 5, 5);
  expect((await fileOf([late]))?.complaint).toEqual(complaint);

  await write(pages, 'two');
  const file = await fileOf([late]);
  const { log = [], earlier, ...rest } = file?.complaint ?? {};
  const { log: whole, ...expected } = fold([...events, late], context) ?? { log: [] };
  expect(rest).toEqual(expected);
  expect([...(file?.before ?? []), ...log]).toEqual(whole);
  expect(earlier?.count).toBe(file?.before?.length);
  expect(file?.unsynced).toEqual([eventId(5_000)]);
  const next = own(6_000, 9_000, 4 * PAGE + 1);
  expect(file?.folded(next)?.severity).toBe('critical');

  // The server has it, long ago by a stamp that it believes; the phone's own copy, hours ahead, is no other event.
  const ahead = own(7_000, 100_000, 4);
  const seen = START + 6 * MINUTE;
  const taken = { ...ahead, admitted: { seen, via: 'mia', role: 'field', remedyLimit: null, flags: [] } };
  const after = foldLong([...events, taken], context);
  const known = { ...complaint, ...after?.complaint } as LongComplaint;
  expect(known.earlier.ahead.map(({ id }) => id)).toEqual([eventId(7_000)]);
  await mirror.write({
    docs: pagesOf(after).map((doc) => pulled(doc, 2, ['2'.repeat(32), '1'.repeat(32)])),
    forget: [],
    checkpoint: 'three',
  });
  const here = await longCase(mirror.store, { doc: known, party: null, own: [ahead] }, context);
  expect([here?.unsynced, here?.complaint]).toEqual([[], known]);
});
