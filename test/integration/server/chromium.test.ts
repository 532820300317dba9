/** What only a real browser decides: whether it keeps our cookies, and what the policy lets in. */
import { mkdir, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import type { Browser as Chromium } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchOptions } from '../../../scripts/chromium.mjs';
import { buildApp } from '../../../server/app.ts';
import { accountRoutes } from '../../../server/routes.ts';
import { PASSWORD, openHome, startTestServer } from './harness.ts';
import type { Home, TestServer } from './harness.ts';

let home: Home;
let server: TestServer;
let served: Awaited<ReturnType<typeof buildApp>>;
let port: number;
let browser: Chromium;

beforeAll(async () => {
  home = await openHome();
  server = await startTestServer(home);
  await server.account({ login: 'ana' });
  const clientDir = join(home.dataDir, 'client');
  await mkdir(clientDir);
  await writeFile(
    join(clientDir, 'index.html'),
    '<!doctype html><title>app</title><p>text</p><script src="/a.js"></script>',
  );
  await writeFile(join(clientDir, 'a.js'), 'document.title = "ours";');
  const context = { ...server.context, config: { ...server.context.config, clientDir } };
  served = await buildApp(context, [accountRoutes(context, server.auth, server.seeding)]);
  await served.listen({ host: '127.0.0.1', port: 0 });
  port = (served.server.address() as AddressInfo).port;
  browser = await chromium.launch(launchOptions());
});
afterAll(async () => {
  await browser.close();
  await served.close();
  await server.close();
  await home.close();
});

test.each(['localhost', '127.0.0.1'])(
  'on http://%s the session cookie is kept, and seen by no script',
  async (host) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`http://${host}:${port}/complaints`);
    expect(await page.title()).toBe('ours');
    const seen = await page.evaluate(async (password) => {
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ login: 'ana', password });
      const signedIn = await fetch('/api/session', { method: 'POST', headers, body });
      const again = await fetch('/api/session');
      const out = await fetch('/api/session', { method: 'DELETE' });
      const after = await fetch('/api/session');
      return [signedIn.status, again.status, out.status, after.status, document.cookie];
    }, PASSWORD);
    expect(seen).toEqual([200, 200, 204, 401, '']);
    await context.close();
  },
);

test('the policy lets in the styles that React sets, and nothing inline', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`http://localhost:${port}/`);
  const found = await page.evaluate(async () => {
    const broken: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => broken.push(event.effectiveDirective));
    const add = (name: string, text: string) => {
      const element = document.createElement(name);
      element.textContent = text;
      document.head.prepend(element);
    };
    const paragraph = document.querySelector('p') ?? document.body;
    paragraph.style.color = 'rgb(1, 2, 3)';
    const allowed = [...broken, getComputedStyle(paragraph).color];
    add('style', 'p { color: red !important }');
    add('script', 'document.title = "theirs"');
    paragraph.setAttribute('style', 'color: blue');
    await fetch('https://elsewhere.example/').catch(() => undefined);
    await new Promise((done) => setTimeout(done, 100));
    return { allowed, broken: broken.sort(), title: document.title };
  });
  expect(found.allowed).toEqual(['rgb(1, 2, 3)']);
  expect(found.broken).toEqual(['connect-src', 'script-src-elem', 'style-src-attr', 'style-src-elem']);
  expect(found.title).toBe('ours');
  await context.close();
});
