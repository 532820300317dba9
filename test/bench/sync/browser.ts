/** Chromium with the bench's page on the server's own origin, signed in. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { chromium } from '@playwright/test';
import type { BrowserContext, Page } from '@playwright/test';
import { build } from 'vite';
import { launchOptions } from '../../../scripts/chromium.mjs';
import type { Login } from '../../e2e/support/server.ts';
import type {} from './page/main.ts';

const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' };
const FOLDER = '/bench-page/';

/** @returns the folder that it was built into */
export async function buildPage(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'redress-bench-page-'));
  await build({
    configFile: false,
    root: new URL('./page', import.meta.url).pathname,
    base: FOLDER,
    logLevel: 'error',
    define: { global: 'globalThis' },
    worker: { format: 'es' },
    build: { outDir: folder, emptyOutDir: true, modulePreload: false },
  });
  return folder;
}

/** @param work in a profile of its own, which is gone afterwards */
export async function inPage<T>(
  built: string,
  origin: string,
  { login, password }: Login,
  work: (page: Page) => Promise<T>,
): Promise<T> {
  const profile = await mkdtemp(join(tmpdir(), 'redress-bench-profile-'));
  const options = launchOptions();
  // CouchDB is another origin, which is asked for what only PouchDB's own replication would ask it.
  const args = [...(options.args ?? []), '--disable-web-security'];
  const context: BrowserContext = await chromium.launchPersistentContext(profile, { ...options, args });
  try {
    await context.route(`**${FOLDER}**`, async (route) => {
      const path = new URL(route.request().url()).pathname.slice(FOLDER.length) || 'index.html';
      const body = await readFile(join(built, path));
      await route.fulfill({ body, contentType: TYPES[extname(path)] ?? 'text/plain' });
    });
    const page = await context.newPage();
    await page.goto(`${origin}${FOLDER}`);
    await page.evaluate(
      async (who) => {
        const body = JSON.stringify(who);
        const headers = { 'content-type': 'application/json' };
        const answer = await fetch('/api/session', { method: 'POST', headers, body });
        if (!answer.ok) throw new Error(await answer.text());
      },
      { login, password },
    );
    return await work(page);
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  }
}
