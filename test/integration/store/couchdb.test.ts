import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { createServer as createHttp } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { openStores } from '../../../server/store/open.ts';
import type { Stores } from '../../../server/store/store.ts';
import { breakableLine, listen } from './couch-line.ts';
import { askCouch, couchdbUrl } from './couch.ts';
import { freshDatabases } from './engines.ts';
import { openDoor } from './open-door.ts';

const dataDir = join(tmpdir(), `redress-couch-${randomBytes(4).toString('hex')}`);

afterAll(() => rm(dataDir, { recursive: true }));

describe('opening what is no usable CouchDB', () => {
  test('nobody there: unavailable', async () => {
    const port = await freePort();
    const opening = openStores({ dataDir, couchdbUrl: `http://a:b@127.0.0.1:${port}` });
    await expect(opening).rejects.toMatchObject({ code: 'store.unavailable' });
  });

  test('another server, or another version: said so', async () => {
    for (const welcome of [{ hello: 1 }, { couchdb: 'Welcome', version: '2.3.1' }]) {
      const server = createHttp((_, response) => {
        response.setHeader('content-type', 'application/json').end(JSON.stringify(welcome));
      });
      const port = await listen(server);
      const opening = openStores({ dataDir, couchdbUrl: `http://a:b@127.0.0.1:${port}` });
      await expect(opening).rejects.toMatchObject({ code: 'store.version' });
      await new Promise((resolve) => server.close(resolve));
    }
  });
});

describe.each(couchdbUrl === undefined ? [] : [couchdbUrl])('a CouchDB', (url) => {
  const fresh = freshDatabases(url);

  test('with a wrong password, or an account that is no admin, is refused', async () => {
    const wrong = new URL(url);
    wrong.password = 'wrong';
    await expect(openStores({ dataDir, couchdbUrl: wrong.href })).rejects.toMatchObject({
      code: 'store.credentials',
    });

    const name = `user-${randomBytes(4).toString('hex')}`;
    const path = `_users/org.couchdb.user:${name}`;
    const made = await askCouch(url, 'PUT', path, { name, password: 'pw', roles: [], type: 'user' });
    const { rev } = (await made.json()) as { rev: string };
    const plain = new URL(url);
    plain.username = name;
    plain.password = 'pw';
    await expect(openStores({ dataDir, couchdbUrl: plain.href })).rejects.toMatchObject({
      code: 'store.credentials',
    });
    await askCouch(url, 'DELETE', `${path}?rev=${rev}`);
  });

  test('whose databases others may read is refused, with how to close it', async () => {
    const { open, prefix } = await fresh();
    await (await open()).close();
    const path = `${prefix}accounts/_security`;
    const ours: unknown = await (await askCouch(url, 'GET', path)).json();
    expect(ours).toMatchObject({
      members: { names: [], roles: ['_admin'] },
      admins: { names: [], roles: ['_admin'] },
    });
    const strangers = [
      { admins: { names: [], roles: [] }, members: { names: [], roles: [] } },
      { admins: { names: [], roles: ['_admin'] }, members: { names: ['eve'], roles: ['_admin'] } },
      { admins: { names: [], roles: ['staff'] }, members: { names: [], roles: ['_admin'] } },
    ];
    for (const security of strangers) {
      await askCouch(url, 'PUT', path, security);
      await expect(open()).rejects.toMatchObject({
        code: 'store.open',
        message: expect.stringContaining('_security'),
      });
    }
    await askCouch(url, 'PUT', path, ours);
    await (await open()).close();
  });

  test('that answers strangers, or whoever claims to be an admin, is refused before anything is made', async () => {
    for (const [lets, how] of [
      ['everybody', 'require_valid_user'],
      ['whoever claims', 'proxy_use_secret'],
    ] as const) {
      const door = await openDoor(url, lets);
      const prefix = `test_${randomBytes(6).toString('hex')}_`;
      await expect(openStores({ dataDir, couchdbUrl: door.url, prefix })).rejects.toMatchObject({
        code: 'store.open',
        message: expect.stringContaining(how),
      });
      expect((await askCouch(url, 'GET', `${prefix}data`)).status).toBe(404);
      await door.close();
    }
  });

  test('gets as many shards and copies as told, and is refused where it has too few nodes for them', async () => {
    const { open, prefix } = await fresh();
    await (await open({ q: 3, n: 1 })).close();
    const { cluster } = (await (await askCouch(url, 'GET', `${prefix}data`)).json()) as { cluster: object };
    expect(cluster).toMatchObject({ q: 3, n: 1 });

    const other = await fresh();
    await expect(other.open({ n: 9 })).rejects.toMatchObject({ code: 'store.placement' });
    expect((await askCouch(url, 'GET', `${other.prefix}data`)).status).toBe(404);
  });

  test('whose database was dropped is unavailable, and never taken for an empty one', async () => {
    const { open, prefix } = await fresh();
    const { data } = await open();
    await data.putLocal('position', { seq: '7' });
    await askCouch(url, 'DELETE', `${prefix}data`);
    await expect(data.getLocal('position')).rejects.toMatchObject({ code: 'store.unavailable' });
    await expect(data.get('a')).rejects.toMatchObject({ code: 'store.unavailable' });
    await expect(data.write([{ _id: 'a' }])).rejects.toMatchObject({ code: 'store.unavailable' });
  });

  test('that refuses one document for its size takes those that came at the same moment', async () => {
    const { data } = await (await fresh()).open();
    const asked = [{ _id: 'a' }, { _id: 'huge', text: 'x'.repeat(9_000_000) }, { _id: 'b' }, { _id: 'c' }];
    const settled = await Promise.allSettled(asked.map((doc) => data.write([doc])));
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
  });

  test('may be opened by two servers at once, which then agree on the epoch', async () => {
    const { open } = await fresh();
    const [one, two] = await Promise.all([open(), open()]);
    await one?.data.write([{ _id: 'a' }]);
    expect(await two?.data.get('a')).toMatchObject({ _id: 'a' });
    expect((await one?.data.info())?.epoch).toBe((await two?.data.info())?.epoch);
  });

  test('may be written to by two servers at once: no write that was confirmed is undone by another', async () => {
    const { open } = await fresh();
    const servers = await Promise.all([open(), open()]);
    const increment = async ({ data }: Stores, by: string): Promise<void> => {
      for (;;) {
        const before = await data.get('counter');
        const n = Number(before?.['n'] ?? 0) + 1;
        const [result] = await data.write([{ _id: 'counter', _rev: before?._rev, n, by }]);
        if (result?.error === undefined) return;
      }
    };
    await Promise.all(
      servers.map(async (server, which) => {
        for (let n = 0; n < 50; n += 1) await increment(server, `${which}:${n}`);
      }),
    );
    for (const { data } of servers) expect((await data.get('counter'))?.['n']).toBe(100);
  });

  test('that goes away and comes back is followed on, and says unavailable meanwhile', async () => {
    const { prefix, open } = await fresh();
    const direct = await open();
    const line = await breakableLine(url);
    const through = await openStores({ dataDir: `${dataDir}/line`, couchdbUrl: line.url, prefix });
    const stop = new AbortController();
    const seen: string[] = [];
    const following = (async () => {
      for await (const { id } of through.data.follow({ since: 'now', signal: stop.signal })) seen.push(id);
    })();
    await until(async () => {
      await direct.data.write([{ _id: `hello:${seen.length}:${randomBytes(2).toString('hex')}` }]);
      return seen.length > 0;
    });
    line.cut();
    await direct.data.write([{ _id: 'meanwhile' }]);
    await expect(through.data.get('meanwhile')).rejects.toMatchObject({ code: 'store.unavailable' });
    await line.mend();
    await until(async () => seen.includes('meanwhile'));
    await direct.data.write([{ _id: 'later' }]);
    await until(async () => seen.includes('later'));
    stop.abort();
    await following;
    await through.close();
    line.cut();
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await pause(20);
}
