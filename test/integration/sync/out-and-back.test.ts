/** What leaves a scope while somebody is being answered, and is back before they ask again. */
import type { FastifyRequest } from 'fastify';
import { afterEach, expect, it } from 'vitest';
import { accountDoc } from '../../../server/auth/account.ts';
import type { Caller } from '../../../server/auth/identity.ts';
import { readAs } from '../../../server/auth/stored.ts';
import type { PullLine } from '../../../server/contract/sync.ts';
import { admitBatch } from '../../../server/sync/admit.ts';
import { Feed } from '../../../server/sync/feed.ts';
import { pull } from '../../../server/sync/pull.ts';
import type { PullServices } from '../../../server/sync/pull.ts';
import { sealerOf } from '../../../server/sync/secret.ts';
import { Options } from '../../../server/sync/standard/query.ts';
import { rowsAfter } from '../../../server/sync/standard/rows.ts';
import { ScopeView } from '../../../server/sync/standard/scope-view.ts';
import type { Store } from '../../../server/store/store.ts';
import { describeEngines } from '../store/engines.ts';
import { newComplaint, openWorld } from './world.ts';
import type { Person, World } from './world.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function callerOf({ auth, context }: World, { account: id }: Person): Promise<Caller> {
  const account = readAs(accountDoc, await context.stores.accounts.get(id));
  if (account === null) throw new Error('no account');
  await auth.directory.reread('accounts', [id]);
  const authorization = `Bearer ${await auth.sessions.open(account)}`;
  const caller = await context.identities.caller({
    headers: { authorization },
    cookies: {},
  } as unknown as FastifyRequest);
  if (caller === null) throw new Error('no session');
  return caller;
}

async function pulled(
  services: PullServices,
  caller: Caller,
  since: string | null,
): Promise<{ readonly docs: readonly string[]; readonly checkpoint: string | undefined }> {
  const lines: PullLine[] = [];
  const opened = since === null ? null : (services.sealer.open(since) ?? 'unreadable');
  for await (const line of pull(services, caller, opened)) lines.push(line);
  return {
    docs: lines.flatMap((line) => ('doc' in line ? [line.doc._id] : [])),
    checkpoint: lines.flatMap((line) => ('checkpoint' in line ? [line.checkpoint] : [])).at(-1),
  };
}

/** One who was answered before they were given the complaint, and what is needed to answer them again. */
async function given(world: World) {
  closers.push(() => world.close());
  const { context, cases } = world;
  const ana = await world.person('field', { branches: ['n1'] });
  const kai = await world.person('field', { branches: ['n1'] });
  const id = newComplaint();
  const feed = await Feed.open(context.stores, () => undefined);
  closers.push(() => feed.close());
  const push = async (...events: object[]): Promise<void> => {
    await admitBatch(cases, { via: ana.account }, events);
  };
  const give = async ({ id: to }: Person): Promise<void> => {
    await push(await ana.device.event(id, { kind: 'assigned', data: { to } }));
    await expect.poll(() => feed.cases.get(id)?.parent?.assignee).toBe(to);
  };
  const details = { data: { relation: 'customer' as const }, body: { name: 'Nana Example' } };
  await push(await ana.device.received(id), await ana.device.event(id, { kind: 'partyChanged', ...details }));
  await give(ana);
  const caller = await callerOf(world, kai);
  const services: PullServices = { context, feed, sealer: await sealerOf(context.stores.accounts) };
  const { docs, checkpoint } = await pulled(services, caller, null);
  expect(docs).not.toContain(`party:${id}`);
  await give(kai);
  const { data } = context.stores;
  const whileReading = (getMany: Store['getMany']): PullServices => ({
    ...services,
    context: { ...context, stores: { ...context.stores, data: { ...data, getMany } } },
  });
  return { party: `party:${id}`, ana, kai, give, data, services, caller, checkpoint, whileReading };
}

describeEngines('a pull', (fresh) => {
  it('brings the details that were taken and given back while the one before was being read', async () => {
    const { open, dataDir } = await fresh();
    const { party, ana, kai, give, data, services, caller, checkpoint, whileReading } = await given(
      await openWorld(await open(), dataDir),
    );
    const meanwhile = whileReading(async (ids, options) => {
      if (!ids.includes(party)) return await data.getMany(ids, options);
      await give(ana);
      const found = await data.getMany(ids, options);
      await give(kai);
      return found;
    });
    const second = await pulled(meanwhile, caller, checkpoint ?? '');
    expect(second.docs).not.toContain(party);
    expect((await pulled(services, caller, second.checkpoint ?? '')).docs).toContain(party);
  });

  it('brings them too where the index has heard of nothing in between', async () => {
    const { open, dataDir } = await fresh();
    const { party, data, services, caller, checkpoint, whileReading } = await given(
      await openWorld(await open(), dataDir),
    );
    const meanwhile = whileReading(async (ids, options) =>
      (await data.getMany(ids, options)).map((doc) => (doc?._id === party ? null : doc)),
    );
    const second = await pulled(meanwhile, caller, checkpoint ?? '');
    expect(second.docs).not.toContain(party);
    const third = await pulled(services, caller, second.checkpoint ?? '');
    expect(third.docs).toContain(party);
    expect((await pulled(services, caller, third.checkpoint ?? '')).docs).toEqual([]);
  });
});

const everything = { only: null, options: new Options({ query: {}, body: undefined }) };

describeEngines('_changes', (fresh) => {
  it('names details again that were taken and given back while they were read, page by page, and once', async () => {
    const { open, dataDir } = await fresh();
    const world = await openWorld(await open(), dataDir);
    const { party, ana, give, kai, data, services, caller, whileReading } = await given(world);
    const asked = async (by: PullServices, since: string | null, limit = 100) => {
      const view = new ScopeView(by, 'data', caller);
      const { rows, last, pending } = await rowsAfter(view, everything, since, limit);
      const told = rows.map((row) => JSON.parse(row) as { id: string; seq: string });
      return { ids: told.map(({ id }) => id), seqs: told.map(({ seq }) => seq), last, pending };
    };
    const start = (await asked(services, null)).last;
    // Another complaint comes after it, newer, so that the page below has the older one.
    const other = newComplaint();
    await admitBatch(world.cases, { via: ana.account }, [await ana.device.received(other)]);
    await expect.poll(() => services.feed.cases.get(other)?.branch).toBe('n1');
    await give(ana);
    await give(kai);
    const without = whileReading(async (ids, options) =>
      (await data.getMany(ids, options)).map((doc) => (doc?._id === party ? null : doc)),
    );
    const newer = await asked(without, start, 1);
    expect([newer.ids, newer.pending]).toEqual([[`complaint:${other}`], 2]);
    const older = await asked(without, newer.last, 1);
    const complaint = party.replace('party', 'complaint');
    expect([older.ids, older.pending]).toEqual([[complaint], 0]);
    // Whoever goes on from the row that came, or from the end.
    for (const since of [...older.seqs, older.last]) {
      const again = await asked(services, since);
      expect(again.ids.toSorted()).toEqual([complaint, party]);
      expect((await asked(services, again.last)).ids).toEqual([]);
    }
    // One that is asked for again stays so on every page of its round.
    const third = newComplaint();
    await admitBatch(world.cases, { via: ana.account }, [await ana.device.received(third)]);
    await expect.poll(() => services.feed.cases.get(third)?.branch).toBe('n1');
    const first = await asked(services, older.last, 1);
    expect(first.ids).toEqual([`complaint:${third}`]);
    const second = await asked(services, first.last, 1);
    expect(second.ids.toSorted()).toEqual([complaint, party]);
    expect((await asked(services, second.last)).ids).toEqual([]);
  });
});
