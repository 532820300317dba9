/**
 * What is watched from inside a page of the app, as it is: when its list can be used, and when an answer of the data
 * worker reaches the page. It changes nothing; it listens to the messages between page and worker, which are comlink's.
 */
import type { BrowserContext, Page } from '@playwright/test';
import { CARD } from './people.ts';
import { BEGUN, DONE } from './worker-time.ts';

interface Seen {
  /** Milliseconds from the navigation to the frame that shows the first complaint of the list. */
  readonly usable: Promise<number>;
  /** Begins to wait for the next tap, and then for the answer to that call of the worker. */
  awaitSaved(call: string): void;
  /** Milliseconds from the tap, by the event's own time, to the answer. */
  saved: Promise<number>;
  /** What the worker answers to a call of ours. */
  ask(call: string, ...args: readonly unknown[]): Promise<unknown>;
}
declare global {
  interface Window {
    redressBench: Seen;
  }
}

/** Runs in the page before anything of the app. */
function watch({ card, begun, done }: { card: string; begun: string; done: string }): void {
  let worker: Worker | undefined;
  let awaited: { readonly call: string; readonly answered: () => void } | undefined;
  let asked: string | undefined;

  const listenTo = (made: Worker): Worker => {
    worker = made;
    made.addEventListener('message', ({ data }: MessageEvent<{ id?: string }>) => {
      if (asked !== undefined && data.id === asked) awaited?.answered();
    });
    const post = made.postMessage.bind(made) as (message: unknown, transfer: Transferable[]) => void;
    made.postMessage = (message: { id: string; path?: string[] }, transfer: unknown) => {
      if (awaited !== undefined && message.path?.join('.') === awaited.call) asked = message.id;
      post(message, (transfer ?? []) as Transferable[]);
    };
    return made;
  };
  globalThis.Worker = new Proxy(globalThis.Worker, {
    construct: (Plain, given: ConstructorParameters<typeof Worker>) => listenTo(new Plain(...given)),
  });

  const usable = new Promise<number>((resolve) => {
    const observer = new MutationObserver(() => {
      if (document.querySelector(card) === null) return;
      observer.disconnect();
      // The task after the frame that shows it.
      requestAnimationFrame(() =>
        setTimeout(() => {
          performance.mark(begun, { startTime: 0 });
          performance.mark(done);
          resolve(performance.now());
        }),
      );
    });
    observer.observe(document, { childList: true, subtree: true });
  });

  const seen: Seen = {
    usable,
    saved: new Promise(() => undefined),
    awaitSaved(call) {
      let tapped = Number.NaN;
      const onTap = ({ timeStamp }: Event): void => {
        tapped = timeStamp;
      };
      addEventListener('click', onTap, { capture: true, once: true });
      seen.saved = new Promise((resolve) => {
        const answered = (): void => {
          awaited = undefined;
          performance.mark(begun, { startTime: tapped });
          performance.mark(done);
          resolve(performance.now() - tapped);
        };
        awaited = { call, answered };
      });
    },
    ask: (call, ...args) =>
      new Promise((resolve) => {
        const id = `bench-${performance.now()}-${Math.random()}`;
        const hear = ({ data }: MessageEvent<{ id?: string; value?: unknown }>): void => {
          if (data.id !== id) return;
          worker?.removeEventListener('message', hear);
          resolve(data.value);
        };
        worker?.addEventListener('message', hear);
        const argumentList = args.map((value) => ({ type: 'RAW', value }));
        worker?.postMessage({ id, type: 'APPLY', path: [call], argumentList });
      }),
  };
  globalThis.window.redressBench = seen;
}

/** In every page that is opened from here on. */
export async function watchAll(context: BrowserContext): Promise<void> {
  // What `tsx` puts around functions, to keep their names, is not there in a page.
  await context.addInitScript('globalThis.__name ??= (given) => given;');
  await context.addInitScript(watch, { card: CARD, begun: BEGUN, done: DONE });
}

export const usableIn = (page: Page): Promise<number> => page.evaluate(() => window.redressBench.usable);

/** @param call of `DataApi`; @returns what the page's own worker answers */
export const askWorker = (page: Page, call: string, ...args: readonly unknown[]): Promise<unknown> =>
  page.evaluate(([name, given]) => window.redressBench.ask(name, ...given), [call, args] as const);

/** @param tap what makes the app call `call` */
export async function savedBy(page: Page, call: string, tap: () => Promise<void>): Promise<number> {
  await page.evaluate((name) => window.redressBench.awaitSaved(name), call);
  await tap();
  return await page.evaluate(() => window.redressBench.saved);
}

/** @param times how many times slower, from the next task on; the page's main thread only */
export async function slowDown(page: Page, times: number): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: times });
}
