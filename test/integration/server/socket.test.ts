import { stat, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSocket, socketPath } from '../../../server/socket.ts';
import { openHome, startTestServer } from './harness.ts';
import type { Home, TestServer } from './harness.ts';

let home: Home;
let server: TestServer;
beforeEach(async () => {
  home = await openHome();
  server = await startTestServer(home);
});
afterEach(async () => {
  await server.close();
  await home.close();
});

const ask = (path: string): Promise<[number, string]> =>
  new Promise((resolve, reject) => {
    request({ socketPath: socketPath(home.dataDir), path }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => (text += part));
      answer.on('end', () => resolve([answer.statusCode ?? 0, text]));
    })
      .on('error', reject)
      .end();
  });
const pong = (app: { get: (path: string, handler: () => Promise<object>) => unknown }) => {
  app.get('/ping', async () => ({ pong: true }));
};

test("commands are answered, and only the server's own user may ask", async () => {
  const socket = await openSocket(server.context, [pong]);
  expect(await ask('/ping')).toEqual([200, '{"pong":true}']);
  expect(await ask('/nothing')).toEqual([404, '{"error":{"code":"server.notFound"}}']);
  const { mode } = await stat(socketPath(home.dataDir));
  expect((mode & 0o777).toString(8)).toBe('600');
  await socket?.close();
});

test('what a killed server left is replaced, a living one is left alone', async () => {
  await writeFile(socketPath(home.dataDir), 'left behind');
  const first = await openSocket(server.context, [pong]);
  expect(first).not.toBeNull();
  expect(await openSocket(server.context, [])).toBeNull();
  expect((await ask('/ping'))[0]).toBe(200);
  await first?.close();
  const next = await openSocket(server.context, [pong]);
  expect((await ask('/ping'))[0]).toBe(200);
  await next?.close();
});

test('where the path is too long for a socket there is none', async () => {
  const config = { ...server.context.config, dataDir: `${home.dataDir}/${'x'.repeat(100)}` };
  expect(await openSocket({ ...server.context, config }, [])).toBeNull();
});
