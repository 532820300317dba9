/** The device's store in a real browser: what IndexedDB, Web Locks and a killed process really do. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, test } from '@playwright/test';
import type { BrowserContext, Page, Worker } from '@playwright/test';
import { build } from 'vite';
import { launchOptions } from '../../../scripts/chromium.mjs';
import type { NewComplaint, Profile, Saved } from '../../../src/data/api.ts';
import { startRealServer } from '../../integration/data/real-server.ts';
import type { RealServer } from '../../integration/data/real-server.ts';
import { leanWorker } from '../../../scripts/build/lean-worker.ts';
import { PASSWORD } from '../../integration/server/harness.ts';
import type {} from './page/main.ts';

let folder = '';
let server: RealServer;
let people = 0;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'redress-store-page-'));
  await build({
    configFile: false,
    root: new URL('./page', import.meta.url).pathname,
    logLevel: 'error',
    worker: { format: 'es', plugins: () => [leanWorker()] },
    build: { outDir: folder, emptyOutDir: true, modulePreload: false },
  });
  server = await startRealServer({ clientDir: folder });
});
test.afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const complaint: NewComplaint = {
  text: 'The boiler leaks again',
  branch: 'N1',
  channel: 'inPerson',
  category: ['repair'],
  wanted: [],
  party: null,
};

/** A browser with its own profile, that is killed and started again as a phone is. */
class Phone {
  context!: BrowserContext;
  readonly #dir: string;
  profile: Profile | null = null;
  readonly login: string;

  private constructor(dir: string) {
    this.#dir = dir;
    people += 1;
    this.login = `person${people}`;
  }

  static async start(): Promise<Phone> {
    const phone = new Phone(await mkdtemp(join(tmpdir(), 'redress-profile-')));
    await server.account(phone.login, { role: 'field', branches: ['N1'] });
    await phone.launch();
    const page = await phone.page();
    await phone.signIn(page);
    await phone.open(page);
    await expect
      .poll(() => page.evaluate(async () => (await window.data.api.registry()).branches.length))
      .toBeGreaterThan(0);
    return phone;
  }

  async signIn(page: Page): Promise<void> {
    this.profile = await page.evaluate(
      async ({ login, password }) => {
        const post = async (path: string, body: object) => {
          const answer = await fetch(path, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body),
          });
          if (!answer.ok) throw new Error(await answer.text());
          return (await answer.json()) as unknown;
        };
        const { account } = (await post('/api/session', { login, password })) as { account: string };
        const publicKey = await window.data.api.publicKey(account);
        await post('/api/devices', { publicKey, label: login });
        return { kind: 'person', ...(await (await fetch('/api/session')).json()) } as Profile;
      },
      { login: this.login, password: PASSWORD },
    );
  }

  async launch(): Promise<void> {
    this.context = await chromium.launchPersistentContext(this.#dir, { ...launchOptions(), headless: true });
  }
  async page(): Promise<Page> {
    const page = await this.context.newPage();
    await page.goto(server.origin);
    return page;
  }
  async open(page: Page): Promise<void> {
    const opened = await page.evaluate((profile) => window.data.api.open(profile as Profile), this.profile);
    expect(opened).toEqual({ ok: true });
  }
  /** The syncing stops, whatever the browser thinks of its network. */
  async cutOff(): Promise<void> {
    await this.context.route('**/sync/**', (route) => route.abort());
  }
  async kill(): Promise<void> {
    const cdp = await this.context.browser()?.newBrowserCDPSession();
    const processes = await cdp?.send('SystemInfo.getProcessInfo');
    const id = processes?.processInfo.find(({ type }) => type === 'browser')?.id;
    if (id === undefined) throw new Error('no browser');
    const gone = new Promise((resolve) => this.context.once('close', resolve));
    process.kill(id, 'SIGKILL');
    await gone;
  }
  async end(): Promise<void> {
    await this.context.close().catch(() => undefined);
    await rm(this.#dir, { recursive: true, force: true });
  }
}

const record = (page: Page, over: Partial<NewComplaint> = {}) =>
  page.evaluate((input) => window.data.api.record(input), { ...complaint, ...over });
const unsynced = (page: Page) =>
  page.evaluate(async () => {
    const { rows } = await window.data.api.list({ filter: 'unsynced', search: '', offset: 0, limit: 200 });
    return rows.map(({ text }) => text);
  });
const numbers = (page: Page) =>
  page.evaluate(async () => {
    const [, ...lines] = (await window.data.api.rescueFile()).trim().split('\n');
    return lines.map((line) => (JSON.parse(line) as { doc: { seq: number } }).doc.seq);
  });
const workerOf = (page: Page): Worker => {
  const [worker] = page.workers();
  if (worker === undefined) throw new Error('no worker');
  return worker;
};

test('what was recorded is there after the browser was killed, and goes up when it is back', async () => {
  const phone = await Phone.start();
  await phone.cutOff();
  let page = await phone.page();
  await phone.open(page);
  const texts = ['The boiler leaks again', 'ქვაბი ისევ ჟონავს', 'السخان يسرّب مجددًا'];
  for (const text of texts) expect((await record(page, { text })).ok).toBe(true);
  await phone.kill();
  await phone.launch();
  await phone.cutOff();
  page = await phone.page();
  await phone.open(page);
  expect((await unsynced(page)).sort()).toEqual([...texts].sort());
  expect(await numbers(page)).toEqual([1, 2, 3]);
  await phone.context.unroute('**/sync/**');
  // The browser had not written its cookie to disk yet.
  await phone.signIn(page);
  await page.evaluate(() => window.data.api.syncNow());
  await expect.poll(() => unsynced(page)).toEqual([]);
  const stored = await server.context.stores.data.range({
    from: 'complaint:',
    to: 'complaint;',
    includeDocs: true,
  });
  const arrived = stored.map((doc) => doc['text']);
  for (const text of texts) expect(arrived).toContain(text);
  await phone.end();
});

test('two tabs record at once: each number is given once, both show all, and one of them syncs', async () => {
  const phone = await Phone.start();
  await phone.cutOff();
  const tabs = [await phone.page(), await phone.page()];
  for (const tab of tabs) await phone.open(tab);
  await Promise.all(
    tabs.map((tab) =>
      tab.evaluate(async (input) => {
        const saved: Saved[] = [];
        for (let n = 0; n < 25; n += 1) saved.push(await window.data.api.record(input));
        if (saved.some(({ ok }) => !ok)) throw new Error(JSON.stringify(saved.find(({ ok }) => !ok)));
      }, complaint),
    ),
  );
  for (const tab of tabs) {
    await expect.poll(async () => (await unsynced(tab)).length).toBe(50);
    expect(await numbers(tab)).toEqual(Array.from({ length: 50 }, (_, n) => n + 1));
  }
  const [first] = tabs;
  const held = await first?.evaluate(async () =>
    (await navigator.locks.query()).held?.map(({ name }) => name),
  );
  expect(held?.filter((name) => name?.startsWith('redress-sync-'))).toHaveLength(1);
  await phone.end();
});

test('writes wait for the disk', async () => {
  const phone = await Phone.start();
  const page = await phone.page();
  await phone.open(page);
  const used = await workerOf(page).evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const asked: string[] = [];
        void indexedDB.databases().then((databases) => {
          const names = databases.flatMap(({ name }) => (name?.includes('/outbox-') ? [name] : []));
          const opening = indexedDB.open(names[0] ?? '');
          opening.onsuccess = () => {
            for (const mode of ['readwrite', 'readonly'] as const) {
              asked.push(opening.result.transaction(['document-store'], mode).durability);
            }
            opening.result.close();
            resolve(asked);
          };
        });
      }),
  );
  expect(used[0]).toBe('strict');
  await phone.end();
});

test('a draft that was dropped is kept again, with the same words and with others', async () => {
  const phone = await Phone.start();
  const page = await phone.page();
  await phone.open(page);
  const kept = await page.evaluate(async () => {
    const { api } = window.data;
    const seen: unknown[] = [];
    for (const words of ['one', 'one', 'other']) {
      seen.push(await api.saveDraft('note', words), await api.draft('note'));
      await api.dropDraft('note');
    }
    return seen;
  });
  expect(kept).toEqual([{ ok: true }, 'one', { ok: true }, 'one', { ok: true }, 'other']);
  await phone.end();
});

test('a database that was closed under us is opened again, and nothing is written twice', async () => {
  const phone = await Phone.start();
  await phone.cutOff();
  const page = await phone.page();
  await phone.open(page);
  await record(page, { text: 'before' });
  await workerOf(page).evaluate(() => {
    const { transaction } = IDBDatabase.prototype;
    let left = 3;
    IDBDatabase.prototype.transaction = function closing(...asked) {
      const opening = Array.from(asked[0]).includes('detect-blob-support');
      if (left > 0 && !opening && this.name.includes('/outbox-')) {
        left -= 1;
        this.close();
      }
      return transaction.apply(this, asked);
    };
  });
  const results = [];
  for (const text of ['one', 'two', 'three']) results.push(await record(page, { text }));
  const kept = results.filter(({ ok }) => ok).length;
  expect((await unsynced(page)).length).toBe(1 + kept);
  expect((await record(page, { text: 'after' })).ok).toBe(true);
  const given = await numbers(page);
  expect(given).toEqual(Array.from({ length: 2 + kept }, (_, n) => n + 1));
  await phone.end();
});

test('a full disk is said, loses nothing, and is over when there is room again', async () => {
  const phone = await Phone.start();
  // A browser asks for its quota only now and then, so it has to be small from its start.
  await phone.context.close();
  await phone.launch();
  await phone.cutOff();
  const page = await phone.page();
  const cdp = await phone.context.newCDPSession(page);
  const { usage } = await cdp.send('Storage.getUsageAndQuota', { origin: server.origin });
  const { origin } = server;
  // Opening the stores takes room too: how much, depends on when LevelDB tidies up.
  await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: Math.round(usage) + 1_500_000 });
  await phone.open(page);
  let kept = 0;
  let answer = await record(page, { text: 'x'.repeat(15_000) });
  for (; answer.ok && kept < 200; kept += 1) answer = await record(page, { text: 'x'.repeat(15_000) });
  expect(answer).toEqual({ ok: false, code: 'store.full' });
  expect((await page.evaluate(() => window.data.api.status())).full).toBe(true);
  expect(await unsynced(page)).toHaveLength(kept);
  await cdp.send('Storage.overrideQuotaForOrigin', { origin });
  await expect.poll(async () => (await record(page, { text: 'after' })).ok, { timeout: 60_000 }).toBe(true);
  expect((await page.evaluate(() => window.data.api.status())).full).toBe(false);
  expect(await numbers(page)).toEqual(Array.from({ length: kept + 1 }, (_, n) => n + 1));
  await phone.end();
});
