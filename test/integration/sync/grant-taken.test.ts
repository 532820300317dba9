/** A grant that is taken while somebody is being answered, or between two requests that belong together. */
import type { FastifyRequest } from 'fastify';
import { afterEach, expect, it } from 'vitest';
import { changeAccount } from '../../../server/auth/accounts.ts';
import { accountDoc } from '../../../server/auth/account.ts';
import { readAs } from '../../../server/auth/stored.ts';
import { admitBatch } from '../../../server/sync/admit.ts';
import { Feed } from '../../../server/sync/feed.ts';
import { pull } from '../../../server/sync/pull.ts';
import { sealerOf } from '../../../server/sync/secret.ts';
import { describeEngines } from '../store/engines.ts';
import { serve } from './served.ts';
import { newComplaint, openWorld } from './world.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

describeEngines('a pull under way', (fresh) => {
  it('ends before its next batch when the grant is taken, and gives no checkpoint that would pass for complete', async () => {
    const { open, dataDir } = await fresh();
    const world = await openWorld(await open(), dataDir);
    closers.push(() => world.close());
    const { context, auth, cases } = world;
    const field = await world.person('field', { branches: ['n1'] });
    const made = [];
    for (let at = 0; at < 1_100; at += 1) made.push(await field.device.received(newComplaint()));
    for (let at = 0; at < made.length; at += 550)
      await admitBatch(cases, { via: field.account }, made.slice(at, at + 550));
    const feed = await Feed.open(context.stores, () => undefined);
    closers.push(() => feed.close());
    const account = readAs(accountDoc, await context.stores.accounts.get(field.account));
    if (account === null) throw new Error('no account');
    await auth.directory.reread('accounts', [field.account]);
    const authorization = `Bearer ${await auth.sessions.open(account)}`;
    const request = { headers: { authorization }, cookies: {} } as unknown as FastifyRequest;
    const caller = await context.identities.caller(request);
    if (caller === null) throw new Error('no session');
    const services = { context, feed, sealer: await sealerOf(context.stores.accounts) };

    const lines = pull(services, caller, null)[Symbol.asyncIterator]();
    const docs: string[] = [];
    let complete = false;
    let taken = false;
    for (let step = await lines.next(); step.done !== true; step = await lines.next()) {
      const line = step.value;
      if ('doc' in line && line.doc._id.startsWith('complaint:')) docs.push(line.doc._id);
      if (!('checkpoint' in line)) continue;
      complete ||= line.pending === 0;
      if (taken) continue;
      taken = true;
      await changeAccount(context, field.account, { branches: [] }, null);
      await auth.directory.reread('accounts', [field.account]);
    }
    expect([docs.length, complete, taken]).toEqual([500, false, true]);
  });
});

it('a grant taken between _revs_diff and _bulk_docs holds what comes for a manager, and lets nothing be read', async () => {
  const served = await serve();
  closers.push(() => served.close());
  const field = await served.person('field', { branches: ['n1'] });
  const id = newComplaint();
  await field.push([await field.device.received(id)]);
  const grant = (branches: string[]) =>
    served.admin(`/api/admin/people/${field.account}`, {
      method: 'PATCH',
      body: JSON.stringify({ branches }),
    });
  const ask = async (path: string, body: unknown): Promise<unknown> =>
    (await field.ask(`/sync/redress_data/${path}`, { method: 'POST', body: JSON.stringify(body) })).json();
  const note = await field.device.event(id, { kind: 'note', data: {}, body: { text: 'before' } });
  const rev = `1-${'a'.repeat(32)}`;
  expect(await ask('_revs_diff', { [note._id]: [rev] })).toEqual({ [note._id]: { missing: [rev] } });
  await grant(['n2']);
  expect(await ask('_bulk_docs', { docs: [{ ...note, _rev: rev }], new_edits: false })).toMatchObject([
    { ok: true, quarantined: 'quarantine.reachLost' },
  ]);
  // By its own clock it was made after the grant had ended; a clock is no reason to refuse, so a manager decides.
  const after = await field.device.event(id, { kind: 'note', data: {}, body: { text: 'after' } });
  expect(await ask('_bulk_docs', { docs: [after] })).toMatchObject([
    { ok: true, quarantined: 'quarantine.reachLost' },
  ]);
  // What was pushed need not be pushed again, and is not read on that account.
  expect(await ask('_revs_diff', { [note._id]: [rev] })).toEqual({});
  for (const doc of [`complaint:${id}`, note._id, `quarantine:${note._id}`])
    expect((await field.ask(`/sync/redress_data/${encodeURIComponent(doc)}`)).status).toBe(404);

  // Given again, all of it is there again.
  const before = (await field.pull()).checkpoints.at(-1);
  await grant(['n1']);
  const { docs, rotate } = await field.pull(before);
  expect([rotate, docs.map(({ _id }) => _id).includes(`complaint:${id}`)]).toEqual([true, true]);
});
