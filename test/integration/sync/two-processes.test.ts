/** Two server processes on one CouchDB: whoever is asked, the answer is the same. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ComplaintsReport } from '../../../server/contract/reports.ts';
import type { FoldedComplaint } from '../../../src/domain/complaint.ts';
import { eventUuidOf } from '../../../src/domain/ids.ts';
import type { ComplaintId } from '../../../src/domain/ids.ts';
import { couchdbUrl } from '../store/couch.ts';
import { listenTo } from './listener.ts';
import { startProcess } from './server-process.ts';
import type { ServerProcess } from './server-process.ts';
import { serve } from './served.ts';
import type { Client, Served } from './served.ts';
import { newComplaint } from './world.ts';

describe.runIf(couchdbUrl !== undefined)('two servers on one CouchDB', () => {
  let served: Served;
  let beside: ServerProcess;
  let origins: readonly [string, string];
  beforeAll(async () => {
    served = await serve();
    beside = await startProcess(served.env);
    origins = [served.origin, beside.origin];
  });
  afterAll(async () => {
    await beside.close();
    await served.close();
  });
  /** Asks the other server from now on. */
  const at = <C extends Client>(which: 0 | 1, client: C): C => {
    client.moved(origins[which]);
    return client;
  };
  const complaintsOf = async (client: Client, since?: string): Promise<string[]> =>
    (await client.pull(since)).docs.map(({ _id }) => _id).filter((id) => id.startsWith('complaint:'));
  const logOf = async (client: Client, id: ComplaintId): Promise<string[]> => {
    const doc = (await client.pull()).docs.find(({ _id }) => _id === `complaint:${id}`);
    return ((doc as unknown as FoldedComplaint | undefined)?.log ?? []).map(({ event }) => event._id);
  };

  test('a session, a complaint and a checkpoint of one hold at the other, and both tell of it', async () => {
    const field = await served.person('field', { branches: ['n1'] });
    const colleague = at(1, await served.person('field', { branches: ['n1'] }));
    const [first, second] = [newComplaint(), newComplaint()];
    const listener = await listenTo(colleague);
    await field.push([await field.device.received(first)]);
    await expect.poll(() => listener.heard).toContain('change');
    await expect.poll(() => complaintsOf(colleague)).toEqual([`complaint:${first}`]);

    await expect.poll(() => complaintsOf(at(0, field))).toContain(`complaint:${first}`);
    const checkpoint = (await field.pull()).checkpoints.at(-1);
    await colleague.push([await colleague.device.received(second)]);
    await expect.poll(() => complaintsOf(at(0, field))).toContain(`complaint:${second}`);
    await expect.poll(() => complaintsOf(at(1, field), checkpoint)).toContain(`complaint:${second}`);
    const fromOther = await at(1, field).pull(checkpoint);
    expect(fromOther.rotate).toBe(false);
    expect((await at(0, field).pull(fromOther.checkpoints.at(-1))).rotate).toBe(false);
    listener.close();
  });

  test('what is pushed to both at once about one complaint is all in it, once', async () => {
    const opener = await served.person('field', { branches: ['n1'] });
    const people = [opener, at(1, await served.person('field', { branches: ['n1'] }))];
    const id = newComplaint();
    const received = await opener.device.received(id);
    await opener.push([received]);
    const notes = await Promise.all(
      people.map(async ({ device }) => {
        const made = [];
        for (let n = 0; n < 25; n += 1)
          made.push(
            await device.event(id, { kind: 'note', data: {}, body: { text: `${n}` } }, [
              eventUuidOf(received._id),
            ]),
          );
        return made;
      }),
    );
    await Promise.all(
      people.map(async (person, which) => {
        for (const note of notes[which] ?? []) await person.push([note]);
      }),
    );
    const all = [received, ...notes.flat()].map(({ _id }) => _id).toSorted();
    for (const which of [0, 1] as const)
      await expect.poll(async () => (await logOf(at(which, opener), id)).toSorted()).toEqual(all);
  });

  test('reports say the same at both', async () => {
    const manager = await served.person('manager', { regions: ['south'] });
    const field = await served.person('field', { branches: ['s1'] });
    const made = [];
    for (let n = 0; n < 12; n += 1) made.push(await field.device.received(newComplaint(), 's1', 'south'));
    await at(0, field).push(made.slice(0, 6));
    await at(1, field).push(made.slice(6));
    for (const which of [0, 1] as const) {
      await expect
        .poll(async () => {
          const response = await at(which, manager).ask('/api/reports/complaints');
          return ((await response.json()) as ComplaintsReport).total?.received;
        })
        .toBe(12);
    }
  });

  test('each has a data directory of its own: a second one in the same is told so', async () => {
    await expect(startProcess(served.env, served.dataDir)).rejects.toThrow(/--data[^]*store\.locked/);
  });

  test('who is shut out at one is shut out at the other', async () => {
    const field = at(1, await served.person('field', { branches: ['n1'] }));
    expect((await field.ask('/sync/pull')).status).toBe(200);
    await served.admin(`/api/admin/people/${field.account}`, {
      method: 'PATCH',
      body: JSON.stringify({ disabled: true }),
    });
    await expect.poll(async () => (await field.ask('/sync/pull')).status).toBe(401);
  });
});
