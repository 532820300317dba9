/** A device as a browser, with its IndexedDB in a profile on disk; killed as a system kills it. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile } from 'node:fs/promises';
import { chromium } from '@playwright/test';
import type { Page } from '@playwright/test';
import { launchOptions } from '../../../scripts/chromium.mjs';
import { PAGE, WORKER, pageHtml } from './device/page.ts';
import type { FromPage, FromWorker } from './device/page.ts';
import type { Told } from './device/wire.ts';
import type { Body, Home } from './home.ts';
import { must } from './must.ts';
import type { Programs } from './programs.ts';
import type { ServedFile } from './proxy.ts';
import type { Store } from './store.ts';

/** By path what the network between serves itself. */
export const devicePages = async ({ worker }: Programs): Promise<ReadonlyMap<string, ServedFile>> =>
  new Map([
    [PAGE, { type: 'text/html', body: pageHtml }],
    [WORKER, { type: 'text/javascript', body: await readFile(worker, 'utf8') }],
  ]);

/** @param origin where its page is served, and where the server is reached @param dir its profile */
export function chromiumHome(origin: string, dir: string, number: number): Home {
  const start = (): Promise<Browser> => Browser.start(`${origin}${PAGE}?number=${number}`, dir);
  return {
    start,
    stores: async () => {
      const browser = await start();
      try {
        const answered = new Promise<Told>((resolve, reject) => {
          browser.hear(resolve, () => reject(new Error(`browser ${number} has ended`)));
        });
        browser.send({ does: 'stores' });
        const told = await answered;
        if (told.tells !== 'answer') throw new Error(JSON.stringify(told));
        return told.answer as Store[];
      } finally {
        await browser.kill();
      }
    },
  };
}

class Browser implements Body {
  readonly #process: ChildProcess;
  readonly #page: Page;
  #listeners: { readonly told: (told: Told) => void; readonly ended: () => void } | null = null;
  #alive = true;
  #ready: () => void = () => undefined;

  private constructor(process: ChildProcess, page: Page) {
    [this.#process, this.#page] = [process, page];
    process.once('exit', () => this.#end());
  }

  static async start(url: string, dir: string): Promise<Browser> {
    await mkdir(dir, { recursive: true });
    const { executablePath = chromium.executablePath(), args } = launchOptions();
    const own = ['--headless=new', '--remote-debugging-port=0', `--user-data-dir=${dir}`];
    const process = spawn(executablePath, [...args, ...own, '--disable-dev-shm-usage', 'about:blank'], {
      stdio: ['ignore', 'ignore', 'pipe'],
      // A group of its own, to be killed together.
      detached: true,
    });
    try {
      const context = must((await chromium.connectOverCDP(await addressOf(process))).contexts()[0]);
      const page = await context.newPage();
      const browser = new Browser(process, page);
      const ready = new Promise<void>((resolve) => (browser.#ready = resolve));
      await page.exposeFunction('fuzzTold', (text: string) => browser.#told(JSON.parse(text) as FromWorker));
      await page.goto(url);
      await ready;
      return browser;
    } catch (error) {
      await killGroup(process);
      throw error;
    }
  }

  alive(): boolean {
    return this.#alive;
  }

  send(command: FromPage): void {
    const said = JSON.stringify(JSON.stringify(command));
    // A browser that is killed meanwhile does not hear it; that it has ended is told anyway.
    this.#page.evaluate(`fuzzSay(${said})`).catch(() => undefined);
  }

  hear(told: (told: Told) => void, ended: () => void): () => void {
    this.#listeners = { told, ended };
    return () => {
      this.#listeners = null;
    };
  }

  async kill(): Promise<void> {
    await killGroup(this.#process);
  }

  #told(told: FromWorker): void {
    if (told.tells === 'ready') this.#ready();
    else if (told.tells === 'dies') void this.kill();
    else this.#listeners?.told(told);
  }

  #end(): void {
    this.#alive = false;
    this.#listeners?.ended();
  }
}

async function addressOf(process: ChildProcess): Promise<string> {
  let said = '';
  for await (const text of must(process.stderr)) {
    said += String(text);
    const found = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
    if (found === undefined) continue;
    return found;
  }
  throw new Error(`Chromium did not start: ${said}`);
}

async function killGroup(browser: ChildProcess): Promise<void> {
  if (browser.exitCode !== null || browser.signalCode !== null) return;
  const exited = once(browser, 'exit');
  process.kill(-must(browser.pid), 'SIGKILL');
  await exited;
}
