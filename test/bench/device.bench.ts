/**
 * The device with 10,000 complaints, which it has pulled from a server as every phone does. The browser, its profile and
 * the app are the real ones; each run is a browser of its own on the same profile, started without a network.
 *
 * "CPU slowed 4 times": Chromium slows the page's main thread only, so what the worker's thread works meanwhile is
 * counted three times more.
 */
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import type { BrowserContext, Page } from '@playwright/test';
import { launchOptions } from '../../scripts/chromium.mjs';
import type { CaseList, DeviceStatus, ListQuery } from '../../src/data/api.ts';
import { startServerWith } from '../e2e/support/server.ts';
import type { TestServer } from '../e2e/support/server.ts';
import { pushComplaints } from './complaints.ts';
import { heldTo, median, quantile, told } from './figures.ts';
import type { BenchLine } from './line.ts';
import { CARD, fieldPerson, signIn } from './people.ts';
import { askWorker, savedBy, slowDown, usableIn, watchAll } from './probe.ts';
import { watchWorker } from './worker-time.ts';

const COMPLAINTS = 10_000;
const RUNS = 5;
const SAVES = 20;
const SLOWER = 4;
/** Milliseconds. */
const START = 1000;
const SAVE = 50;
/** Milliseconds without a change of the storage after which the device has put away what can wait. */
const STILL = 3000;
const NEW = 'a[href="/complaints/new"]';
/** The main action at the foot of a page: `Save` of the form, `Record another` of what comes after it. */
const SAVE_BUTTON = '[data-bar] button';

/** Milliseconds after its start in which a browser is busy with itself. */
const SETTLE = 2500;

interface Measured {
  /** milliseconds on the screen, with the page slowed */
  readonly wall: number;
  /** of the worker's thread meanwhile, which is not */
  readonly busy: number;
}
interface Save extends Measured {
  /** milliseconds that the disk took right after it for a write of its own */
  readonly disk: number;
}
const slowed = ({ wall, busy }: Measured): number => wall + (SLOWER - 1) * busy;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function inBrowser<T>(
  profile: string,
  work: (page: Page, context: BrowserContext) => Promise<T>,
): Promise<T> {
  const context = await chromium.launchPersistentContext(profile, {
    ...launchOptions(),
    viewport: { width: 390, height: 844 },
    locale: 'en-GB',
  });
  try {
    await watchAll(context);
    const page = await context.newPage();
    await pause(SETTLE);
    return await work(page, context);
  } finally {
    await context.close();
  }
}

/** Signs in, pulls everything, and waits until the device rests. */
async function fillDevice(profile: string, server: TestServer): Promise<void> {
  const person = await fieldPerson(server, 'n1');
  await pushComplaints(server, person, COMPLAINTS);
  await inBrowser(profile, async (page) => {
    await signIn(page, server.origin, person);
    await page.locator(CARD).first().waitFor();
    const open: ListQuery = { filter: 'branch', search: '', offset: 0, limit: 1 };
    for (let used = -1; ;) {
      await pause(STILL);
      const { total } = (await askWorker(page, 'list', open)) as CaseList;
      const { sync, storage } = (await askWorker(page, 'status')) as DeviceStatus;
      if (total === COMPLAINTS && sync === 'idle' && storage?.used === used) break;
      used = storage?.used ?? -1;
    }
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
  });
}

async function startOffline(profile: string, origin: string): Promise<Measured> {
  const start = (traced: boolean): Promise<Measured> =>
    inBrowser(profile, async (page, context) => {
      await context.setOffline(true);
      await slowDown(page, SLOWER);
      const workerTime = traced ? await watchWorker(page) : () => Promise.resolve(Number.NaN);
      await page.goto(origin);
      const wall = await usableIn(page);
      return { wall, busy: await workerTime() };
    });
  // Tracing a start makes it a tenth longer: the screen is timed without it, and the worker's thread with it.
  const { wall } = await start(false);
  const { busy } = await start(true);
  return { wall, busy };
}

/** @returns milliseconds that this disk takes now to put 4 kB where no power cut takes them away: nobody saves faster */
async function flush(folder: string): Promise<number> {
  const file = await open(join(folder, 'flush'), 'a');
  try {
    const since = performance.now();
    await file.write(Buffer.alloc(4096));
    await file.sync();
    return performance.now() - since;
  } finally {
    await file.close();
  }
}

/** Saves complaint after complaint as a person does, without a network. */
function saveMany(profile: string, origin: string): Promise<Save[]> {
  return inBrowser(profile, async (page, context) => {
    await context.setOffline(true);
    await page.goto(origin);
    await usableIn(page);
    await page.click(NEW);
    await slowDown(page, SLOWER);
    const saves: Save[] = [];
    for (let at = 0; at < SAVES; at += 1) {
      await page.fill(
        '#record-text',
        `The boiler leaks again, for the ${at + 1}. time since it was repaired`,
      );
      await page.fill('#record-name', 'Nana Example');
      // Longer than the pause after which what is typed is kept: it is on disk before somebody taps.
      await pause(1000);
      const workerTime = await watchWorker(page);
      const wall = await savedBy(page, 'record', () => page.locator(SAVE_BUTTON).last().click());
      saves.push({ wall, busy: await workerTime(), disk: await flush(profile) });
      await page.locator('[role=status]').first().waitFor();
      await page.locator(SAVE_BUTTON).first().click();
      await page.locator('#record-text').waitFor();
    }
    return saves;
  });
}

async function measured<T>(run: () => Promise<T>): Promise<T[]> {
  const runs: T[] = [];
  for (let at = 0; at < RUNS; at += 1) runs.push(await run());
  return runs;
}

export async function* run(): AsyncIterable<BenchLine> {
  const profile = await mkdtemp(join(tmpdir(), 'redress-bench-'));
  const server = await startServerWith({ COUCHDB_URL: '' });
  try {
    await fillDevice(profile, server);
    // No network: nothing answers any more, whatever the browser believes.
    await server.kill();
    const starts = await measured(() => startOffline(profile, server.origin));
    yield heldTo(
      'offline start to usable list, 10,000 complaints, CPU slowed 4 times',
      median(starts.map(slowed)),
      'ms',
      START,
    );
    yield told('of it on the screen', median(starts.map(({ wall }) => wall)), 'ms');
    yield told('of it the worker, not slowed', median(starts.map(({ busy }) => busy)), 'ms');
    const saves = await measured(() => saveMany(profile, server.origin));
    const p95 = saves.map((run) => quantile(run.map(slowed), 0.95));
    yield heldTo(
      'save a complaint, tap to durable, 10,000 complaints, CPU slowed 4 times, p95',
      median(p95),
      'ms',
      SAVE,
    );
    yield told('of it the worker, not slowed, median', median(saves.flat().map(({ busy }) => busy)), 'ms');
    yield told(
      'a flush of this disk meanwhile, p95',
      quantile(
        saves.flat().map(({ disk }) => disk),
        0.95,
      ),
      'ms',
    );
  } finally {
    await server.close();
    await rm(profile, { recursive: true, force: true });
  }
}
