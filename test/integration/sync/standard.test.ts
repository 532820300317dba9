/** Stock PouchDB against `/sync/<db>`: both directions, exactly the scope, and clear words for what is refused. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventUuidOf } from '../../../src/domain/ids.ts';
import { serve } from './served.ts';
import type { Client, Served } from './served.ts';
import { idsOf, onDevice, onServer } from './stock-pouch.ts';
import { newComplaint } from './world.ts';

let served: Served;
beforeAll(async () => {
  served = await serve();
});
afterAll(() => served.close());

const dataOf = (client: Client) => onServer(served.origin, 'redress_data', client.token);
const registryOf = (client: Client) => onServer(served.origin, 'redress_registry', client.token);

async function complaintWithParty(client: Client, branch = 'n1', region = 'north'): Promise<string> {
  const id = newComplaint();
  const received = await client.device.received(id, branch, region);
  const party = await client.device.event(
    id,
    { kind: 'partyChanged', data: { relation: 'customer' }, body: { name: 'Nino' } },
    [eventUuidOf(received._id)],
  );
  await client.push([received, party]);
  return id;
}

test('replicates from the server exactly its scope, then only what changed', async () => {
  const north = await served.person('field', { branches: ['n1'] });
  const colleague = await served.person('field', { branches: ['n1'] });
  const south = await served.person('field', { branches: ['s1'] });
  const mine = await complaintWithParty(north);
  await complaintWithParty(south, 's1', 'south');
  const own = await served.person('field', { branches: ['n2'] });
  const wanted = [`complaint:${mine}`, `party:${mine}`];
  await expect.poll(async () => idsOf(await dataOf(north).allDocs())).toEqual(wanted);

  const local = onDevice();
  const first = await local.replicate.from(dataOf(north));
  expect(first).toMatchObject({ ok: true, docs_written: 2, doc_write_failures: 0 });
  expect(idsOf(await local.allDocs())).toEqual(wanted);
  expect(await local.get(`party:${mine}`, { conflicts: true })).not.toHaveProperty('_conflicts');
  expect(await local.replicate.from(dataOf(north))).toMatchObject({ ok: true, docs_written: 0 });

  const others = onDevice();
  await others.replicate.from(dataOf(colleague), { batch_size: 1 });
  expect(idsOf(await others.allDocs())).toEqual([`complaint:${mine}`]);
  const nothing = onDevice();
  await nothing.replicate.from(dataOf(own));
  expect(idsOf(await nothing.allDocs())).toEqual([]);

  const received = (await local.get(`complaint:${mine}`))['heads'] as never[];
  await north.push([
    await north.device.event(
      newOrOld(mine),
      { kind: 'assigned', data: { to: colleague.device.person } },
      received,
    ),
  ]);
  await expect
    .poll(async () => {
      await others.replicate.from(dataOf(colleague));
      return idsOf(await others.allDocs());
    })
    .toEqual(wanted);
  await local.replicate.from(dataOf(north));
  const again = await local.get(`complaint:${mine}`, { conflicts: true });
  expect(again).toMatchObject({ assignee: colleague.device.person });
  expect(again).not.toHaveProperty('_conflicts');

  const registry = onDevice();
  await registry.replicate.from(registryOf(north));
  expect(idsOf(await registry.allDocs())).toEqual(expect.arrayContaining(['branch:n1', 'organisation:self']));
});

const newOrOld = (id: string) => id as ReturnType<typeof newComplaint>;

test('pages through a scope that is larger than a batch, with nothing twice and nothing left out', async () => {
  const field = await served.person('field', { branches: ['n2'] });
  const made = [];
  for (let at = 0; at < 230; at += 1) made.push(await field.device.received(newComplaint(), 'n2', 'north'));
  await field.push(made);
  await expect.poll(async () => (await dataOf(field).info()).doc_count).toBe(230);
  const local = onDevice();
  expect(await local.replicate.from(dataOf(field), { batch_size: 50 })).toMatchObject({ docs_written: 230 });
  const { last_seq } = await dataOf(field).changes();
  const more = [];
  for (let at = 0; at < 30; at += 1) more.push(await field.device.received(newComplaint(), 'n2', 'north'));
  await field.push(more);
  await expect.poll(async () => (await dataOf(field).info()).doc_count).toBe(260);
  const seen: string[] = [];
  let since = last_seq;
  for (let page = 0; page < 4; page += 1) {
    const { results, last_seq: next } = await dataOf(field).changes({ since, limit: 10 });
    seen.push(...results.map(({ id }) => id));
    since = next;
  }
  expect(new Set(seen)).toEqual(new Set(more.map(({ complaint }) => `complaint:${complaint}`)));
  expect(seen).toHaveLength(30);
});

test('replicates to the server what a device may make, and is told what it may not', async () => {
  const north = await served.person('field', { branches: ['n1'] });
  const id = newComplaint();
  const received = await north.device.received(id);
  const elsewhere = await north.device.received(newComplaint(), 's1', 'south');
  const local = onDevice();
  await local.bulkDocs([received, elsewhere]);
  await local.put({ _id: `complaint:${newComplaint()}`, type: 'complaint' });
  const pushed = await local.replicate.to(dataOf(north));
  expect(pushed).toMatchObject({ ok: true, docs_written: 1, doc_write_failures: 2 });
  await expect.poll(async () => idsOf(await dataOf(north).allDocs())).toContain(`complaint:${id}`);
  // The response was lost, or the checkpoint: nothing that was taken is sent again.
  const again = onDevice();
  await again.bulkDocs([received]);
  expect(await again.replicate.to(dataOf(north))).toMatchObject({ ok: true, docs_read: 0 });
});

test('stays connected, hears of changes in its scope, and of no others', async () => {
  const north = await served.person('field', { branches: ['n1'] });
  const south = await served.person('field', { branches: ['s1'] });
  const local = onDevice();
  const live = local.replicate.from(dataOf(north), { live: true, heartbeat: 1_000 });
  live.on('error', () => undefined);
  const hidden = await complaintWithParty(south, 's1', 'south');
  const mine = await complaintWithParty(north);
  await expect.poll(async () => idsOf(await local.allDocs()), { timeout: 20_000 }).toContain(`party:${mine}`);
  expect(idsOf(await local.allDocs())).not.toContain(`complaint:${hidden}`);
  live.cancel();
});

test('has its own local documents and nobody else’s', async () => {
  const one = await served.person('field', { branches: ['n1'] });
  const other = await served.person('field', { branches: ['n1'] });
  await dataOf(one).put({ _id: '_local/mine', seq: 7 });
  expect(await dataOf(one).get('_local/mine')).toMatchObject({ _id: '_local/mine', seq: 7 });
  await expect(dataOf(other).get('_local/mine')).rejects.toMatchObject({ status: 404, name: 'not_found' });
  for (let at = 0; at < 40; at += 1) await dataOf(one).put({ _id: `_local/n${at}`, at });
  await expect(dataOf(one).get('_local/mine')).rejects.toMatchObject({ status: 404 });
  expect(await dataOf(one).get('_local/n39')).toMatchObject({ at: 39 });
  const path = '/sync/redress_data/_local/deep';
  const deep = `{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
  expect((await one.ask(path, { method: 'PUT', body: deep })).status).toBe(400);
  expect((await one.ask(path)).status).toBe(404);
});

test('what is not there, not served or not theirs answers as CouchDB would', async () => {
  const field = await served.person('field', { branches: ['n1'] });
  const analyst = await served.person('analyst', { regions: ['north'] });
  const kiosk = await served.kiosk('n1');
  const south = await served.person('field', { branches: ['s1'] });
  const hidden = await complaintWithParty(south, 's1', 'south');
  const asked: [Client, string, string, unknown, number, string][] = [
    [field, 'GET', '/sync/nothing/', undefined, 404, 'not_found'],
    [field, 'GET', '/sync/redress_accounts/_all_docs', undefined, 404, 'not_found'],
    [analyst, 'GET', '/sync/redress_data/_all_docs', undefined, 404, 'not_found'],
    [kiosk, 'GET', '/sync/redress_data/_changes', undefined, 403, 'forbidden'],
    [field, 'GET', `/sync/redress_data/complaint:${hidden}`, undefined, 404, 'not_found'],
    [field, 'GET', `/sync/redress_data/complaint:${newComplaint()}`, undefined, 404, 'not_found'],
    [field, 'GET', '/sync/redress_data/_design/x', undefined, 404, 'not_found'],
    [field, 'POST', '/sync/redress_data/_find', { selector: {} }, 403, 'forbidden'],
    [field, 'GET', '/sync/redress_data/_security', undefined, 403, 'forbidden'],
    [field, 'PUT', '/sync/redress_data/_security', {}, 403, 'forbidden'],
    [field, 'PUT', '/sync/redress_data/branch:x', {}, 403, 'forbidden'],
    [field, 'DELETE', '/sync/redress_data', undefined, 403, 'forbidden'],
    [field, 'GET', '/sync/redress_data/_changes?filter=app/mine', undefined, 400, 'query_parse_error'],
    [field, 'GET', '/sync/redress_data/_changes?limit=x', undefined, 400, 'query_parse_error'],
    [field, 'POST', '/sync/redress_data/_bulk_get', { docs: 1 }, 400, 'bad_request'],
    [field, 'POST', '/sync/redress_data/_bulk_docs', { docs: 1 }, 400, 'bad_request'],
  ];
  for (const [client, method, path, body, status, error] of asked) {
    const answer = await client.ask(path, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    expect([path, answer.status, await answer.json()]).toEqual([
      path,
      status,
      { error, reason: expect.any(String) },
    ]);
  }
  const nobody = await fetch(`${served.origin}/sync/redress_data/_changes`);
  expect([nobody.status, (await nobody.json()) as unknown]).toMatchObject([401, { error: 'unauthorized' }]);
});
