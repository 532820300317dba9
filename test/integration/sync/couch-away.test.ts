/** A server whose CouchDB goes away and comes back, while devices and another server go on working. */
import { afterEach, describe, expect, test } from 'vitest';
import type { ComplaintsReport } from '../../../server/contract/reports.ts';
import { breakableLine } from '../store/couch-line.ts';
import type { CouchLine } from '../store/couch-line.ts';
import { couchdbUrl } from '../store/couch.ts';
import { listenTo } from './listener.ts';
import { startProcess } from './server-process.ts';
import type { ServerProcess } from './server-process.ts';
import { serve } from './served.ts';
import type { Client, Served } from './served.ts';
import { newComplaint } from './world.ts';

describe.runIf(couchdbUrl !== undefined)('a CouchDB that goes away', () => {
  const url = couchdbUrl ?? '';
  const undo: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const step of undo.splice(0).toReversed()) await step();
  });
  const open = async (): Promise<{ line: CouchLine; served: Served; beside: ServerProcess }> => {
    const line = await breakableLine(url);
    undo.push(async () => line.cut());
    const served = await serve(line.url);
    undo.push(() => served.close());
    const beside = await startProcess({ ...served.env, COUCHDB_URL: url });
    undo.push(() => beside.close());
    return { line, served, beside };
  };
  const complaintsOf = async (client: Client, since?: string): Promise<string[]> =>
    (await client.pull(since)).docs.map(({ _id }) => _id).filter((id) => id.startsWith('complaint:'));
  const received = async (client: Client): Promise<number | undefined> =>
    ((await (await client.ask('/api/reports/complaints')).json()) as ComplaintsReport).total?.received;

  test('is waited for: 503 and when to try again, then everything goes on where it was', async () => {
    const { line, served, beside } = await open();
    const field = await served.person('field', { branches: ['n1'] });
    const colleague = await served.person('field', { branches: ['n1'] });
    const manager = await served.person('manager', { regions: ['north'] });
    const [before, meanwhile, offline] = [newComplaint(), newComplaint(), newComplaint()];
    await field.push([await field.device.received(before)]);
    await expect.poll(() => complaintsOf(field)).toEqual([`complaint:${before}`]);
    await expect.poll(() => received(manager)).toBe(1);
    const checkpoint = (await field.pull()).checkpoints.at(-1);
    const listener = await listenTo(manager);

    line.cut();
    const made = await field.device.received(offline);
    const push = { method: 'POST', body: JSON.stringify({ docs: [made] }) };
    const standard = await field.ask('/sync/redress_data/_bulk_docs', push);
    expect([standard.status, await standard.json()]).toMatchObject([503, { error: 'service_unavailable' }]);
    for (const [path, init] of [
      ['/sync/redress_data/_bulk_docs', { ...push, headers: { 'redress-waiting': '1' } }],
      ['/sync/pull', { headers: { 'accept-encoding': 'gzip' } }],
      ['/sync/pull', { headers: { 'accept-encoding': 'identity' } }],
      ['/api/health', {}],
    ] as const) {
      const refused = await field.ask(path, init);
      expect([path, refused.status]).toEqual([path, 503]);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await refused.json()).toMatchObject({ error: { code: 'store.unavailable' } });
    }
    // figures are served from the read model, which says how old they are
    expect(await received(manager)).toBe(1);
    colleague.moved(beside.origin);
    await colleague.push([await colleague.device.received(meanwhile)]);

    await line.mend();
    await expect.poll(async () => (await field.ask('/api/health')).status).toBe(200);
    expect(await field.push([made])).toEqual([expect.objectContaining({ ok: true })]);
    await expect
      .poll(async () => new Set(await complaintsOf(field, checkpoint)))
      .toEqual(new Set([`complaint:${meanwhile}`, `complaint:${offline}`]));
    await expect.poll(() => listener.heard).toContain('change');
    await expect.poll(() => received(manager)).toBe(3);
    await expect.poll(() => listener.heard).toContain('figures');
    listener.close();
    colleague.moved(beside.origin);
    expect(new Set(await complaintsOf(colleague))).toEqual(
      new Set([before, meanwhile, offline].map((id) => `complaint:${id}`)),
    );
  });

  test('again and again, in the middle of pushes: what was confirmed is there once, at both servers', async () => {
    const { line, served, beside } = await open();
    const field = await served.person('field', { branches: ['n1'] });
    const confirmed = new Set<string>();
    let waiting: object[] = [];
    let refusals = 0;
    const pushAll = async (): Promise<void> => {
      while (waiting.length > 0) {
        const batch = waiting.slice(0, 20);
        try {
          for (const { id } of await field.push(batch)) confirmed.add(id);
          waiting = waiting.slice(batch.length);
        } catch (error) {
          expect(String(error)).toContain('503');
          refusals += 1;
        }
      }
    };
    for (let round = 0; round < 6; round += 1) {
      for (let n = 0; n < 120; n += 1) waiting.push(await field.device.received(newComplaint()));
      const pushing = pushAll();
      const had = refusals;
      await expect.poll(() => confirmed.size, { interval: 5 }).toBeGreaterThan(120 * round);
      line.cut();
      // What was under way may have been written before the cut.
      await expect.poll(() => refusals > had || waiting.length === 0).toBe(true);
      await line.mend();
      await pushing;
    }
    expect(confirmed.size).toBe(720);
    expect(refusals).toBeGreaterThan(0);
    const there = [...confirmed].map((id) => `complaint:${id.split(':')[1]}`).toSorted();
    for (const origin of [served.origin, beside.origin]) {
      field.moved(origin);
      await expect.poll(async () => (await complaintsOf(field)).toSorted()).toEqual(there);
    }
    expect(beside.alive()).toBe(true);
  });
});
