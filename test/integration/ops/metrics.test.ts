import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../../server/config.ts';
import { openLog } from '../../../server/log.ts';
import { startServer } from '../../../server/start.ts';
import type { Running } from '../../../server/start.ts';
import { Browser, newPublicKey } from '../server/browser.ts';
import { PASSWORD } from '../server/harness.ts';

const TOKEN = 'a token of the operator';
let dataDir: string;
const running: Running[] = [];

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });

/** Embedded: how it counts is the same on CouchDB. */
async function start(env: Record<string, string>): Promise<Running & { port: number }> {
  const port = await freePort();
  const read = readConfig(['--port', String(port), '--data', await mkdtemp(join(dataDir, 'd'))], env);
  if (!read.ok) throw new Error(read.problems.join(' '));
  const server = await startServer(read.config, openLog('silent'));
  running.push(server);
  return { ...server, port };
}
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'redress-metrics-'));
});
afterAll(async () => {
  for (const server of running) await server.close();
  await rm(dataDir, { recursive: true, force: true });
});

const ask = (port: number, headers: Record<string, string> = {}): Promise<[number, string]> =>
  new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path: '/metrics', headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => (text += part));
      answer.on('end', () => resolve([answer.statusCode ?? 0, text]));
    })
      .on('error', reject)
      .end();
  });
const value = (text: string, line: string): number =>
  Number(new RegExp(`^${line.replaceAll(/[{}]/g, String.raw`\$&`)} (\\S+)$`, 'm').exec(text)?.[1]);

test('what happened is counted by route and code, and nothing that names anybody', async () => {
  const server = await start({});
  const origin = `http://127.0.0.1:${server.port}`;
  const browser = new Browser(origin);
  const token = server.setupLink?.split('token=')[1] ?? '';
  const form = {
    organisation: 'Railways',
    name: 'Ana Secret',
    login: 'ana',
    password: PASSWORD,
    demo: false,
  };
  await browser.post('/api/setup', { token, ...form });
  await browser.get('/api/session');
  await browser.get('/api/nothing/ana-secret');
  await browser.get('/complaints/ana-secret', { accept: 'text/html' });
  const region = {
    name: { default: 'North Secret' },
    calendar: {
      timeZone: 'Asia/Tbilisi',
      workdays: [1],
      hours: { from: '09:00', to: '18:00' },
      holidays: [],
    },
  };
  await browser.put('/api/admin/regions/N', region);
  await browser.put('/api/admin/branches/N1', { region: 'N', name: { default: 'x' }, closed: false });
  const person = { login: 'nino.secret', name: 'Nino Secret', role: 'field', branches: ['N1'], regions: [] };
  const made = await browser.post('/api/admin/people', { ...person, remedyLimit: null });
  expect(made.status).toBe(201);
  const phone = new Browser(origin);
  await phone.signIn('nino.secret', made.body.password);
  await phone.post('/api/session/password', { current: made.body.password, next: 'long winter evenings' });
  const enrolled = await phone.post('/api/devices', { publicKey: newPublicKey(), label: 'Secret phone' });
  expect(enrolled.status).toBe(200);
  const pushed = await phone.post('/sync/redress_data/_bulk_docs', { docs: [{ _id: 'event:secret' }] });
  expect(pushed.status).toBe(201);
  expect((await phone.get('/sync/pull')).status).toBe(200);

  const [status, text] = await ask(server.port);
  expect(status).toBe(200);
  const requests = 'redress_http_request_duration_seconds_count';
  expect(value(text, `${requests}{method="POST",route="/api/setup",status="200"}`)).toBe(1);
  expect(value(text, `${requests}{method="GET",route="/api/session",status="200"}`)).toBe(1);
  expect(value(text, `${requests}{method="GET",route="unknown",status="404"}`)).toBe(1);
  expect(text).toMatch(/redress_sync_items_total\{verdict="refused",code="[\w.]+"\} 1/);
  expect(value(text, 'redress_devices')).toBe(1);
  expect(value(text, 'redress_quarantined')).toBe(0);
  expect(value(text, 'redress_documents_missing')).toBe(0);
  expect(value(text, 'redress_complaints_contested')).toBe(0);
  expect(value(text, 'redress_read_model_lag_seconds')).toBeGreaterThanOrEqual(0);
  expect(value(text, 'nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0);
  expect(text).toMatch(/redress_store_duration_seconds_count\{database="accounts",operation="write"\} \d+/);
  expect(text).toContain('redress_store_errors_total');
  expect(text).toContain('redress_store_conflicts_total');
  expect(text).toContain('redress_http_shed_total');
  expect(text.toLowerCase()).not.toMatch(/secret|\bana\b|nino|railways|winter/);
  expect(text).not.toContain(enrolled.body.device);
});

test('they are for this machine, and not for what comes through a proxy on it', async () => {
  const alone = await start({});
  expect((await ask(alone.port, { host: `localhost:${alone.port}` }))[0]).toBe(200);
  for (const headers of [
    { host: 'redress.example.org' },
    { 'x-forwarded-for': '203.0.113.7' },
    { forwarded: 'for=203.0.113.7' },
    { via: '1.1 proxy' },
    { authorization: 'Bearer undefined', host: 'elsewhere' },
  ])
    expect([headers, (await ask(alone.port, headers))[0]]).toEqual([headers, 404]);

  const behind = await start({ REDRESS_ORIGIN: 'https://redress.example.org', REDRESS_METRICS_TOKEN: TOKEN });
  expect((await ask(behind.port))[0]).toBe(404);
  expect((await ask(behind.port, { authorization: `Bearer ${TOKEN}` }))[0]).toBe(200);
});

test('with the token they are for whoever brings it', async () => {
  const read = readConfig(['--port', '0'], { REDRESS_METRICS_TOKEN: 'short' });
  expect(read).toMatchObject({ ok: false, problems: [expect.stringContaining('REDRESS_METRICS_TOKEN')] });
  const server = await start({ REDRESS_METRICS_TOKEN: TOKEN });
  const elsewhere = { host: 'redress.example.org' };
  expect((await ask(server.port, { ...elsewhere, authorization: `Bearer ${TOKEN}` }))[0]).toBe(200);
  for (const authorization of ['Bearer ', `Bearer ${TOKEN}x`, TOKEN, `Basic ${btoa(TOKEN)}`])
    expect((await ask(server.port, { ...elsewhere, authorization }))[0]).toBe(404);
});
