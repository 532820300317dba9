/** SIGTERM while devices push: what was confirmed is there, a balancer is told first, and it doesn't take for ever. */
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PushVerdict } from '../../../server/contract/sync.ts';
import { openStores } from '../../../server/store/open.ts';
import { until } from '../data/until.ts';
import { newComplaint } from '../sync/world.ts';
import { phonesOf } from './phones.ts';
import { serve } from './program.ts';
import type { Program } from './program.ts';

let dataDir: string;
let server: Program;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'redress-stop-'));
});
afterEach(async () => {
  server.child.kill('SIGKILL');
  await server.ended();
  await rm(dataDir, { recursive: true, force: true });
});

test('every push that was confirmed is in the store, and nobody waits for long', async () => {
  server = await serve(dataDir);
  const confirmed: string[] = [];
  const pushing = (await phonesOf(server, 6)).map(async ({ browser, device }) => {
    for (;;) {
      const docs = [];
      for (let n = 0; n < 5; n += 1) docs.push(await device.received(newComplaint(), 'N1', 'N'));
      const answer = await browser.post('/sync/redress_data/_bulk_docs', { docs }).catch(() => null);
      if (answer?.status !== 201) return answer?.status ?? 0;
      for (const verdict of answer.body as PushVerdict[]) if ('ok' in verdict) confirmed.push(verdict.id);
    }
  });
  while (confirmed.length < 200) await new Promise((done) => setTimeout(done, 10));
  expect(await server.stop()).toBe(0);
  for (const status of await Promise.all(pushing)) expect([0, 503]).toContain(status);

  const stores = await openStores({ dataDir });
  const found = await stores.data.getMany(confirmed);
  expect(confirmed.filter((_, at) => found[at] === null)).toEqual([]);
  const complaints = await stores.data.getMany(confirmed.map((id) => `complaint:${id.split(':')[1]}`));
  expect(complaints.filter((doc) => doc === null)).toEqual([]);
  await stores.close();
});

test('readiness ends first: for a while it still serves, so that nobody is sent to it in vain', async () => {
  server = await serve(dataDir, { REDRESS_DRAIN: '5' });
  await server.setUp();
  const status = async (path: string): Promise<number> => (await fetch(`${server.origin}${path}`)).status;
  expect([await status('/api/health/ready'), await status('/api/health/live')]).toEqual([200, 200]);
  const stopped = server.stop();
  await until(async () => (await status('/api/health/ready')) === 503);
  const answer = await fetch(`${server.origin}/api/health/ready`);
  expect(await answer.json()).toMatchObject({ error: { code: 'server.stopping' } });
  expect([await status('/api/health/live'), await status('/api/setup')]).toEqual([200, expect.any(Number)]);
  expect(await stopped).toBe(0);
});

test('whoever neither finishes nor goes away is cut off in time', async () => {
  server = await serve(dataDir);
  const { port } = new URL(server.origin);
  const slow = connect(Number(port), '127.0.0.1');
  slow.on('error', () => undefined);
  slow.write(
    `POST /api/session HTTP/1.1\r\nhost: localhost:${port}\r\ncontent-type: application/json\r\n` +
      'content-length: 1000\r\n\r\n{',
  );
  await fetch(`${server.origin}/api/health/live`);
  const since = performance.now();
  expect(await server.stop()).toBe(0);
  // ten seconds of grace, and closing
  expect(performance.now() - since).toBeLessThan(20_000);
});
