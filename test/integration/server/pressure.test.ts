/** More than the server can do: what is too much is put off at once, the rest goes on, and afterwards all is well. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../../server/app.ts';
import { Life } from '../../../server/life.ts';
import { registerHealth } from '../../../server/health.ts';
import { openHome, startTestServer } from './harness.ts';
import type { Home, TestServer } from './harness.ts';

let home: Home;
let server: TestServer;
let app: FastifyInstance;
let origin: string;
/** answers that are held back until they are let go */
const held: (() => void)[] = [];
const shed: string[] = [];
const letGo = (): void => {
  for (const one of held.splice(0)) one();
};
const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((done) => setTimeout(done, 5));
};

beforeAll(async () => {
  home = await openHome();
  server = await startTestServer(home);
  const wait = (): Promise<void> => new Promise((resolve) => held.push(resolve));
  app = await buildApp(
    server.context,
    [
      (scope) => registerHealth(scope, server.context, new Life()),
      (scope) => {
        scope.post('/sync/redress_data/_bulk_docs', async () => {
          await wait();
          return [];
        });
        scope.get('/sync/pull', { compress: false }, async (_request, reply) => {
          const lines = async function* (): AsyncGenerator<string> {
            yield '{}\n';
            await wait();
            yield '{}\n';
          };
          return reply.type('application/x-ndjson').send(Readable.from(lines()));
        });
        scope.get('/api/work', async () => {
          await wait();
          return {};
        });
      },
    ],
    {
      limits: { pushes: 3, pulls: 2, others: 2 },
      watch: { answered: () => undefined, shed: (reason) => void shed.push(reason) },
    },
  );
  await app.listen({ host: '127.0.0.1', port: 0 });
  origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  letGo();
  // `fetch` keeps connections that it has never used; a server that stops waits for them
  const closing = app.close();
  app.server.closeAllConnections();
  await closing;
  await server.close();
  await home.close();
});

const push = () =>
  fetch(`${origin}/sync/redress_data/_bulk_docs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"docs":[]}',
  });

async function statusOf(path: string): Promise<number> {
  const answer = await fetch(`${origin}${path}`);
  await answer.text();
  return answer.status;
}
/** Comes again as long as it is put off. */
async function eventually(path: string): Promise<Response> {
  for (;;) {
    const answer = await fetch(`${origin}${path}`);
    if (answer.status !== 503) return answer;
    await answer.text();
    await new Promise((done) => setTimeout(done, 20));
  }
}

test('a push too many is told when to come again, at once, and those under way are answered', async () => {
  const first = [push(), push(), push()];
  await until(() => held.length === 3);
  const answers = await Promise.all(Array.from({ length: 20 }, push));
  for (const answer of answers) {
    expect(answer.status).toBe(503);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(Number(answer.headers.get('retry-after'))).toBeLessThanOrEqual(5);
    expect((await answer.json()) as object).toMatchObject({ error: { code: 'server.busy' } });
  }
  expect(shed.filter((reason) => reason === 'pushes')).toHaveLength(20);
  letGo();
  for (const answer of await Promise.all(first)) expect(answer.status).toBe(200);
  const again = push();
  await until(() => held.length === 1);
  letGo();
  expect((await again).status).toBe(200);
});

test('kinds do not crowd each other out, and signs of life are always given', async () => {
  const busy = [push(), push(), push(), fetch(`${origin}/api/work`), fetch(`${origin}/api/work`)];
  await until(() => held.length === 5);
  expect(await statusOf('/api/work')).toBe(503);
  expect(await statusOf('/api/health/live')).toBe(200);
  expect(await statusOf('/api/health/ready')).toBe(200);
  const pull = fetch(`${origin}/sync/pull`);
  expect((await pull).status).toBe(200);
  await until(() => held.length === 6);
  letGo();
  await Promise.all(busy);
  await (await pull).text();
});

test('a pull holds its place until it has been sent, or nobody reads it any more', async () => {
  const gone = new AbortController();
  const first = await fetch(`${origin}/sync/pull`, { signal: gone.signal });
  const second = await fetch(`${origin}/sync/pull`);
  expect([first.status, second.status, await statusOf('/sync/pull')]).toEqual([200, 200, 503]);
  await until(() => held.length === 2);
  gone.abort();
  const third = await eventually('/sync/pull');
  await until(() => held.length === 3);
  letGo();
  await Promise.all([second.text(), third.text()]);
});

test('whoever goes away leaves no place taken', async () => {
  for (let round = 0; round < 3; round += 1) {
    const gone = new AbortController();
    const calls = [1, 2].map(() => fetch(`${origin}/api/work`, { signal: gone.signal }).catch(() => null));
    await until(() => held.length === 2);
    gone.abort();
    await Promise.all(calls);
    expect(await statusOf('/api/work')).toBe(503);
    letGo();
    const next = eventually('/api/work');
    await until(() => held.length === 1);
    letGo();
    expect((await next).status).toBe(200);
  }
});

test('whoever is slow to send holds no place', async () => {
  const { port } = new URL(origin);
  const slow = Array.from({ length: 10 }, () => {
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(
      `POST /sync/redress_data/_bulk_docs HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n` +
        'content-type: application/json\r\ncontent-length: 1000\r\n\r\n{',
    );
    return socket;
  });
  expect(await statusOf('/api/health/live')).toBe(200);
  const quick = push();
  await until(() => held.length === 1);
  letGo();
  expect((await quick).status).toBe(200);
  for (const socket of slow) socket.destroy();
});

test('what is put off comes in when there is room again', async () => {
  const busy = [fetch(`${origin}/api/work`), fetch(`${origin}/api/work`)];
  await until(() => held.length === 2);
  expect(await statusOf('/api/work')).toBe(503);
  const later = eventually('/api/work');
  letGo();
  await Promise.all(busy);
  await until(() => held.length === 1);
  letGo();
  expect((await later).status).toBe(200);
});
