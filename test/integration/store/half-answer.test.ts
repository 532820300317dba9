/** A CouchDB that begins to answer and stops in the middle, as one does that waits for changes, and one that hangs. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, expect, test } from 'vitest';
import { connectCouch } from '../../../server/store/couch.ts';
import type { StoreError } from '../../../server/store/store-error.ts';

const undo: (() => void)[] = [];
afterEach(() => {
  for (const step of undo.splice(0)) step();
});

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Whatever can be collected while an answer is waited for. */
async function collectForAWhile(): Promise<void> {
  for (let n = 0; n < 10; n += 1) {
    await pause(20);
    collect();
  }
}

async function halfAnswering(): Promise<{ url: string; open: () => number }> {
  let open = 0;
  const server = createServer((_, response) => {
    open += 1;
    response.on('close', () => (open -= 1));
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('{"results":[\n');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  undo.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://name:password@127.0.0.1:${(server.address() as AddressInfo).port}`,
    open: () => open,
  };
}

const codeOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'answered',
    (error: StoreError) => error.code,
  );

test('is not waited for any more, and let go of, as soon as nobody wants to know', async () => {
  const { url, open } = await halfAnswering();
  const couch = connectCouch(url);
  const stop = new AbortController();
  const { signal } = stop;
  const waits = Array.from({ length: 10 }, () =>
    codeOf(couch.wait({ db: 'data', path: '_changes', qs: { feed: 'longpoll' }, signal, longestMs: 60_000 })),
  );
  await expect.poll(open).toBe(10);
  await collectForAWhile();
  stop.abort();
  expect(new Set(await Promise.all(waits))).toEqual(new Set(['store.unavailable']));
  await expect.poll(open).toBe(0);
});

test('counts as gone after a while', async () => {
  const { url } = await halfAnswering();
  const asked = codeOf(connectCouch(url, 500).ask({ db: 'data' }));
  const waited = codeOf(
    connectCouch(url).wait({
      db: 'data',
      path: '_changes',
      qs: {},
      signal: new AbortController().signal,
      longestMs: 500,
    }),
  );
  await collectForAWhile();
  expect(await Promise.all([asked, waited])).toEqual(['store.unavailable', 'store.unavailable']);
});
