/** A server that has enough to do puts devices off: they come again when it has said, not before, and nothing is lost. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { call } from '../../../src/app/session/call.ts';
import { fetchReport } from '../../../src/features/reports/fetch-report.ts';
import { PASSWORD } from '../server/harness.ts';
import { startRealServer } from './real-server.ts';
import type { RealServer } from './real-server.ts';
import { until } from './until.ts';

interface Asked {
  readonly path: string;
  readonly at: number;
  readonly status: number;
  /** milliseconds of `performance.now()` until which it was asked to wait */
  readonly notBefore: number;
}

const PLENTY = { pushes: 64, pulls: 64, others: 64 };
const limits = { ...PLENTY };
const asked: Asked[] = [];
let server: RealServer;

/** Timers may be early by a part of a millisecond. */
const EARLY = 2;

/** A network that writes down what was asked when, and when it might have been asked again. */
const noting =
  (origin: string, through: typeof fetch = fetch): typeof fetch =>
  async (input, init) => {
    const at = performance.now();
    const url = new URL(input as string, origin);
    const answer = await through(url, init);
    const retryAfter = Number(answer.headers.get('retry-after') ?? 0);
    asked.push({
      path: url.pathname,
      at,
      status: answer.status,
      notBefore: answer.status === 503 ? performance.now() + retryAfter * 1000 : 0,
    });
    return answer;
  };
const of = (path: string): Asked[] => asked.filter((one) => one.path === path);
const putOff = (path: string): number => of(path).filter(({ status }) => status === 503).length;

function nobodyCameTooEarly(path: string): void {
  const all = of(path);
  for (const [index, { at }] of all.entries())
    if (index > 0) expect(at).toBeGreaterThanOrEqual((all[index - 1]?.notBefore ?? 0) - EARLY);
}

beforeEach(async () => {
  Object.assign(limits, PLENTY);
  asked.length = 0;
  server = await startRealServer({ limits });
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await server.close();
});

const PUSH = '/sync/redress_data/_bulk_docs';
const PULL = '/sync/pull';

test('a phone pushes and pulls when it was told to, however often it is woken meanwhile', async () => {
  const phone = await server.phone('ana', { role: 'field', branches: ['N1'] });
  await until(async () => (await phone.data.registry()).branches.length > 0);
  await phone.restart({ fetch: noting(server.origin, phone.fetch) });
  await until(async () => (await phone.data.status()).sync === 'idle');
  const record = async (text: string): Promise<void> => {
    const made = await phone.data.record({
      text,
      branch: 'N1',
      channel: 'phone',
      category: ['repair'],
      wanted: [],
      party: null,
    });
    if (!made.ok) throw new Error(made.code);
  };
  // from here on: pushes first, then pulls
  Object.assign(limits, { pushes: 0 });
  await record('The lift stands still');
  for (let times = 1; times <= 2; times += 1) {
    await until(async () => putOff(PUSH) === times);
    // each of these wakes it
    for (let n = 0; n < 5; n += 1) await record(`The lift stands still ${times} ${n}`);
    await phone.data.syncNow();
  }
  expect((await phone.data.status()).waiting).toBeGreaterThanOrEqual(11);
  Object.assign(limits, { pushes: 64, pulls: 0 });
  await until(async () => putOff(PULL) === 1);
  await phone.data.syncNow();
  await until(async () => putOff(PULL) === 2);
  Object.assign(limits, PLENTY);
  await until(async () => {
    const { waiting, sync } = await phone.data.status();
    return waiting === 0 && sync === 'idle';
  });
  nobodyCameTooEarly(PUSH);
  nobodyCameTooEarly(PULL);
  const stored = await server.context.stores.data.range({ from: 'complaint:', to: 'complaint;' });
  expect(stored).toHaveLength(11);
});

test('a sign-in and a page wait as long as they were told, and then are answered', async () => {
  await server.account('mia', { role: 'manager', regions: ['N'] });
  vi.stubGlobal('fetch', noting(server.origin));
  // One after the other: each is told a time of its own, and the quicker would have given up before the slower came again.
  Object.assign(limits, { others: 0 });
  const signedIn = call('POST', '/api/session', { login: 'mia', password: PASSWORD });
  await until(async () => putOff('/api/session') === 2);
  Object.assign(limits, PLENTY);
  expect(await signedIn).toMatchObject({ ok: true });
  Object.assign(limits, { others: 0 });
  const page = fetchReport('/api/admin/people', null, new AbortController().signal);
  await until(async () => putOff('/api/admin/people') === 2);
  Object.assign(limits, PLENTY);
  // it has no session, and is answered so
  expect(await page).toEqual({ state: 'failed', why: 'signIn' });
  nobodyCameTooEarly('/api/session');
  nobodyCameTooEarly('/api/admin/people');
});

test('whoever is put off again and again is told so, and whoever gives up is not kept', async () => {
  vi.stubGlobal('fetch', noting(server.origin));
  Object.assign(limits, { others: 0 });
  const told = call('POST', '/api/session', { login: 'mia', password: PASSWORD });
  const away = new AbortController();
  const page = fetchReport('/api/admin/people', null, away.signal);
  await until(async () => putOff('/api/admin/people') === 1);
  away.abort();
  expect(await page).toEqual({ state: 'failed', why: 'offline' });
  expect(await told).toMatchObject({ ok: false, problem: { code: 'server.busy' } });
  expect(of('/api/admin/people')).toHaveLength(1);
});
