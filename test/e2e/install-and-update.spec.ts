/** The installed app: what the service worker promises, with two real builds and the content security policy of the server. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { build } from 'vite';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'";

let folder = '';
let shown: 'one' | 'two' = 'one';
let server: Server;
let origin = '';

/** @param version stands in the page and makes the builds differ, as two releases do */
async function buildVersion(version: 'one' | 'two'): Promise<void> {
  await build({
    logLevel: 'error',
    build: { outDir: join(folder, version), emptyOutDir: true },
    plugins: [
      {
        name: 'version',
        transformIndexHtml: () => [{ tag: 'meta', attrs: { name: 'version', content: version } }],
        // One of the languages changes too, so that its file gets another name.
        transform: (code, id) =>
          id.endsWith('virtual:language/tr')
            ? code.replace('export default {', `export default { version: { name: '${version}' },`)
            : undefined,
      },
    ],
  });
}

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'redress-builds-'));
  await buildVersion('one');
  await buildVersion('two');
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = extname(pathname) === '' ? '/index.html' : pathname;
    void readFile(join(folder, shown, file)).then(
      (body) =>
        response
          .writeHead(200, {
            'content-type': TYPES[extname(file)] ?? 'text/plain',
            'content-security-policy': POLICY,
            'cache-control': 'no-cache',
          })
          .end(/^\/(api|sync)\//.test(pathname) ? 'from the server' : body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

test.afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true, force: true });
});

test.beforeEach(() => {
  shown = 'one';
});

/** Opens a page and waits until the service worker is in charge of it. */
async function open(context: BrowserContext, path = '/'): Promise<Page> {
  const page = await context.newPage();
  await page.goto(origin + path);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  return page;
}

const versionOf = (page: Page): Promise<string | null> =>
  page.locator('meta[name=version]').getAttribute('content');

/** What `precacheRole` posts. */
const keep = (page: Page, parts: readonly string[]): Promise<boolean> =>
  page.evaluate(
    (wanted) =>
      new Promise<boolean>((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }: MessageEvent<boolean>) => resolve(data);
        navigator.serviceWorker.controller?.postMessage({ type: 'KEEP', parts: wanted }, [port2]);
      }),
    parts,
  );

const cachedPaths = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const keys = await Promise.all(
      (await caches.keys()).map(async (name) => (await caches.open(name)).keys()),
    );
    return keys.flat().map(({ url }) => new URL(url).pathname);
  });

const languagesCached = async (page: Page): Promise<string[]> =>
  (await cachedPaths(page))
    .flatMap((path) => /\/language-([\w-]+?)-[\w-]{8}\.js$/.exec(path)?.[1] ?? [])
    .toSorted();

test('Chromium finds nothing that keeps it from being installed', async ({ context }) => {
  const page = await open(context);
  const devtools = await context.newCDPSession(page);
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  // Playwright's contexts are private windows, where nothing can be installed.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual(
    [],
  );
});

test('the content security policy of the server finds nothing to refuse', async ({ context }) => {
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) complaints.push(message.text());
  });
  await page.goto(origin);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await expect(page.locator('h1')).toBeVisible();
  expect(complaints).toEqual([]);
});

test('any address opens offline, and calls of the server are left alone', async ({ context }) => {
  const page = await open(context);
  expect(await page.evaluate(async () => (await fetch('/api/session')).text())).toBe('from the server');
  await context.setOffline(true);
  await page.goto(`${origin}/complaints/deep?x=1`);
  await expect(page.locator('h1')).toBeVisible();
  const call = page.evaluate(() =>
    fetch('/api/session').then(
      () => 'answered',
      () => 'no network',
    ),
  );
  expect(await call).toBe('no network');
});

test('a language is fetched when it is needed, and is there offline from then on', async ({ context }) => {
  const page = await open(context);
  expect(await languagesCached(page)).toEqual(['en']);
  await context.setOffline(true);
  expect(await keep(page, ['language-ka'])).toBe(false);
  await context.setOffline(false);
  expect(await keep(page, ['language-ka'])).toBe(true);
  expect(await languagesCached(page)).toEqual(['en', 'ka']);
  await context.setOffline(true);
  await page.goto(`${origin}/?lang=ka`);
  await expect(page.locator('html')).toHaveAttribute('lang', 'ka');
  await expect(page.locator('h1')).toBeVisible();
});

test('a new version waits for a word, comes whole, and leaves nothing of the old', async ({ context }) => {
  const page = await open(context);
  expect(await keep(page, ['language-tr'])).toBe(true);
  const before = await cachedPaths(page);
  const other = await open(context);
  shown = 'two';
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
  });
  await page.waitForFunction(async () => (await navigator.serviceWorker.ready).waiting !== null);
  await page.reload();
  expect(await versionOf(page)).toBe('one');

  await page.getByRole('button', { name: 'Start the new version' }).click();
  await expect(page.locator('meta[name=version]')).toHaveAttribute('content', 'two');
  // The other tab is in use: it is told, and not reloaded.
  expect(await versionOf(other)).toBe('one');
  await expect(other.getByRole('button', { name: 'Start the new version' })).toBeVisible();

  const after = await cachedPaths(page);
  expect(await languagesCached(page)).toEqual(['en', 'tr']);
  const turkish = (paths: readonly string[]): string[] =>
    paths.filter((path) => path.includes('language-tr'));
  expect(turkish(after)).toHaveLength(1);
  expect(turkish(after)).not.toEqual(turkish(before));
  await context.setOffline(true);
  await page.goto(`${origin}/?lang=tr`);
  await expect(page.locator('html')).toHaveAttribute('lang', 'tr');
});
