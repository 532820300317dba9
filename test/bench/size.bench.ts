/**
 * JavaScript until the first screen can be used, as a browser fetches it from the built server: every script of the page
 * and of the worker, and the language. Each file by itself with gzip, level 9 (our own server sends brotli, which is
 * smaller). What the service worker fetches ahead is none of it: it comes when the screen is there.
 */
import { gzipSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import type { Browser, BrowserContext, Page, Response } from '@playwright/test';
import { launchOptions } from '../../scripts/chromium.mjs';
import { startServer } from '../e2e/support/server.ts';
import type { TestServer } from '../e2e/support/server.ts';
import { heldTo, told } from './figures.ts';
import type { BenchLine } from './line.ts';
import { CARD, enrolKiosk, fieldPerson, kioskWaits, signIn } from './people.ts';
import { pushComplaints } from './complaints.ts';

const FIELD = 190;
const KIOSK = 150;
const SCRIPT = /^(text|application)\/javascript/;

const kilobytes = (bytes: number): number => bytes / 1000;
const zipped = (body: Buffer): number => gzipSync(body, { level: 9 }).byteLength;

/** @returns bytes after gzip by path, of what was fetched until `usable` */
async function scriptsOf(
  context: BrowserContext,
  origin: string,
  usable: (page: Page) => Promise<void>,
): Promise<ReadonlyMap<string, number>> {
  const page = await context.newPage();
  const answers: Response[] = [];
  page.on('response', (response) => answers.push(response));
  await page.goto(origin);
  await usable(page);
  const until = [...answers];
  const sizes = new Map<string, number>();
  for (const response of until) {
    if (!SCRIPT.test((await response.headerValue('content-type')) ?? '')) continue;
    sizes.set(new URL(response.url()).pathname, zipped(await response.body()));
  }
  await page.close();
  return sizes;
}

/** A service worker would answer in place of the server, and is none of what is measured. */
async function inBrowser<T>(browser: Browser, work: (context: BrowserContext) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ serviceWorkers: 'block', locale: 'en-GB' });
  try {
    return await work(context);
  } finally {
    await context.close();
  }
}

async function fieldScripts(browser: Browser, server: TestServer): Promise<ReadonlyMap<string, number>> {
  const person = await fieldPerson(server, 'n1');
  await pushComplaints(server, person, 3);
  return await inBrowser(browser, async (context) => {
    const page = await context.newPage();
    await signIn(page, server.origin, person);
    await page.locator(CARD).first().waitFor();
    await page.close();
    return await scriptsOf(context, server.origin, (next) => next.locator(CARD).first().waitFor());
  });
}

async function kioskScripts(browser: Browser, server: TestServer): Promise<ReadonlyMap<string, number>> {
  const { code } = await server.kiosk('n1');
  return await inBrowser(browser, async (context) => {
    const page = await context.newPage();
    await enrolKiosk(page, server.origin, code);
    await page.close();
    return await scriptsOf(context, server.origin, kioskWaits);
  });
}

function* lines(who: string, sizes: ReadonlyMap<string, number>, budget: number): Generator<BenchLine> {
  const all = [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
  const worker = [...sizes]
    .filter(([path]) => /\bworker-/.test(path))
    .reduce((sum, [, bytes]) => sum + bytes, 0);
  // Without the worker something was not counted.
  yield heldTo(
    `JavaScript of a ${who}'s first screen`,
    worker === 0 ? Number.NaN : kilobytes(all),
    'kB gzip',
    budget,
  );
  yield told(`of it the worker (${who})`, kilobytes(worker), 'kB gzip');
  yield told(`files (${who})`, sizes.size, 'files');
  for (const [path, bytes] of [...sizes].toSorted(([, one], [, other]) => other - one))
    process.stderr.write(`${who} ${path} ${bytes}\n`);
}

export async function* run(): AsyncIterable<BenchLine> {
  const server = await startServer();
  const browser = await chromium.launch(launchOptions());
  try {
    yield* lines('field user', await fieldScripts(browser, server), FIELD);
    yield* lines('kiosk', await kioskScripts(browser, server), KIOSK);
  } finally {
    await browser.close();
    await server.close();
  }
}
