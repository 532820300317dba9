/** A network that fails in every way between a real device's store and a real server. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ListQuery, NewComplaint } from '../../../src/data/api.ts';
import { startRealServer } from './real-server.ts';
import type { Phone, RealServer } from './real-server.ts';
import { until } from './until.ts';

const all: ListQuery = { filter: 'branch', search: '', offset: 0, limit: 100 };
const complaint: NewComplaint = {
  text: 'The boiler leaks again',
  branch: 'N1',
  channel: 'inPerson',
  category: [],
  wanted: [],
  party: null,
};
const allPushed = ({ data }: Phone) =>
  until(async () => {
    const { waiting } = await data.status();
    return waiting === 0 && (await data.list({ ...all, filter: 'unsynced' })).total === 0;
  });
const ready = ({ data }: Phone) => until(async () => (await data.registry()).branches.length > 0);

let server: RealServer;
beforeAll(async () => {
  server = await startRealServer();
});
afterAll(async () => {
  await server.close();
});

/** Does something to each answer of one path, as often as told. */
function spoiled(
  own: typeof fetch,
  path: string,
  times: number,
  spoil: (answer: Response) => Response | Promise<Response>,
): typeof fetch {
  let left = times;
  return async (input, init) => {
    const answer = await own(input, init);
    if (left === 0 || !String(input instanceof Request ? input.url : input).includes(path)) return answer;
    left -= 1;
    return await spoil(answer);
  };
}
const cutAfter = (bytes: number) => async (answer: Response) => {
  const whole = new Uint8Array(await answer.arrayBuffer());
  let given = false;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (given) controller.error(new TypeError('cut'));
      else controller.enqueue(whole.slice(0, bytes));
      given = true;
    },
  });
  return new Response(body, { status: answer.status, headers: answer.headers });
};
/** One phone whose network is spoiled, and which comes back soon. */
const withFetch = (phone: Phone, spoil: (own: typeof fetch) => typeof fetch) =>
  phone.restart({ fetch: spoil(phone.fetch), random: () => 0 });

describe('nothing is lost', () => {
  test('when the answer to a push is lost: the same items go up again and are there once', async () => {
    const phone = await server.phone('lost', { role: 'field', branches: ['N1'] });
    await ready(phone);
    await withFetch(phone, (own) =>
      spoiled(own, '_bulk_docs', 2, async (answer) => {
        await answer.arrayBuffer();
        throw new TypeError('connection reset');
      }),
    );
    for (let n = 0; n < 3; n += 1) await phone.data.record(complaint);
    await allPushed(phone);
    expect((await phone.data.list(all)).total).toBe(3);
    expect(await phone.data.held()).toEqual([]);
  });

  test.each([
    ['no JSON', () => new Response('<html>hello', { status: 201 })],
    ['a verdict too few', () => Response.json([], { status: 201 })],
    [
      'verdicts on something else',
      () => Response.json([{ id: 'event:x', ok: true, rev: '1-x' }], { status: 201 }),
    ],
    ['a gateway that has no server', () => new Response('bad gateway', { status: 502 })],
  ])('when the answer to a push is nonsense: %s', async (name, answer) => {
    const phone = await server.phone(`nonsense${name.length}`, { role: 'field', branches: ['N1'] });
    await ready(phone);
    await phone.restart({ online: () => false });
    await phone.data.record(complaint);
    let waitingThen = 0;
    await withFetch(phone, (own) =>
      spoiled(own, '_bulk_docs', 1, async (real) => {
        await real.arrayBuffer();
        waitingThen = (await phone.data.status()).waiting;
        return answer();
      }),
    );
    await allPushed(phone);
    expect(waitingThen).toBe(1);
    expect((await phone.data.list(all)).total).toBeGreaterThan(0);
    expect(await phone.data.held()).toEqual([]);
  });

  test('when a pull is cut anywhere: it goes on from the last checkpoint until all is there', async () => {
    const writer = await server.phone('writer', { role: 'field', branches: ['N2'] });
    await ready(writer);
    for (let n = 0; n < 30; n += 1) await writer.data.record({ ...complaint, branch: 'N2' });
    await allPushed(writer);
    let cut = 100;
    const phone = await server.phone('cut', { role: 'field', branches: ['N2'] }, { random: () => 0 });
    await withFetch(phone, (own) =>
      spoiled(own, '/sync/pull', 4, (answer) => {
        cut *= 7;
        return cutAfter(cut)(answer);
      }),
    );
    await until(async () => (await phone.data.list(all)).total === 30);
    expect((await phone.data.list(all)).counts.unsynced).toBe(0);
  });

  test('when a line of a pull is no JSON', async () => {
    const phone = await server.phone('garbled', { role: 'field', branches: ['N2'] });
    await withFetch(phone, (own) =>
      spoiled(own, '/sync/pull', 1, async (answer) => {
        const text = await answer.text();
        return new Response(`${text.slice(0, 200)}\n{"checkpoint":"made up","pending":0}\n`, answer);
      }),
    );
    await until(async () => (await phone.data.list(all)).total === 30);
    expect((await phone.data.status()).held).toBe(0);
  });
});

describe('an item that the server refuses', () => {
  test('is held with the reason, does not keep the others back, and is in the rescue file', async () => {
    const phone = await server.phone('refused', { role: 'field', branches: ['N1'] });
    await ready(phone);
    await phone.restart({ online: () => false });
    await phone.data.record(complaint);
    // The server gets something else than what was signed.
    await phone.restart({
      fetch: async (input, init) => {
        const body = typeof init?.body === 'string' ? init.body.replace('boiler', 'kettle') : undefined;
        return await phone.fetch(input, { ...init, ...(body === undefined ? {} : { body }) });
      },
    });
    const held = await until(async () => {
      const items = await phone.data.held();
      return items.length > 0 ? items : null;
    });
    expect(held[0]).toMatchObject({ type: 'event', kind: 'received' });
    expect(held[0]?.reason).toMatch(/^[a-z]+\.[A-Za-z]+$/);
    expect(await phone.data.rescueFile()).toContain('The boiler leaks again');
    expect((await phone.data.status()).held).toBe(1);
    await phone.restart({});
    await phone.data.retryHeld();
    await allPushed(phone);
    expect(await phone.data.held()).toEqual([]);
  });
});
