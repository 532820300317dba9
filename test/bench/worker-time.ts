/**
 * How long the data worker's thread was on the processor, by Chromium's own trace. The worker can't tell it by itself:
 * `busyMs()` has waiting for the disk in it, 187 ms at a start of which its thread worked for 71.
 */
import type { CDPSession, Page } from '@playwright/test';

/** Marks that the page makes, by the names of which the trace knows from when to when to count. */
export const BEGUN = 'redress-bench:begun';
export const DONE = 'redress-bench:done';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** microseconds, as the next two */
  readonly ts: number;
  readonly dur?: number;
  /** of it on the processor */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

const WORKER = 'DedicatedWorker thread';
const TASK = /RunTask$/;

/** Begins to watch. @returns what ends it: milliseconds of the worker's thread between the page's two marks */
export async function watchWorker(page: Page): Promise<() => Promise<number>> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('a browser that cannot be traced');
  const devtools = await browser.newBrowserCDPSession();
  const events: TraceEvent[] = [];
  devtools.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await devtools.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel', 'blink.user_timing'], excludedCategories: ['*'] },
  });
  return async () => {
    await ended(devtools);
    await devtools.detach();
    return busyOf(events);
  };
}

async function ended(devtools: CDPSession): Promise<void> {
  const complete = new Promise<void>((resolve) => devtools.once('Tracing.tracingComplete', () => resolve()));
  await devtools.send('Tracing.end');
  await complete;
}

/** NaN when the trace has not what is asked for: then nothing was measured. */
function busyOf(events: readonly TraceEvent[]): number {
  const begun = events.findLast(({ name }) => name === BEGUN);
  const done = events.findLast(({ name }) => name === DONE);
  const workers = new Set(
    events.flatMap(({ name, args, pid, tid }) =>
      name === 'thread_name' && args?.name === WORKER ? [`${pid} ${tid}`] : [],
    ),
  );
  if (begun === undefined || done === undefined || workers.size === 0) return Number.NaN;
  const tasks = events.filter(
    ({ name, ph, pid, tid, ts }) =>
      ph === 'X' && TASK.test(name) && workers.has(`${pid} ${tid}`) && ts >= begun.ts && ts < done.ts,
  );
  // Tasks within tasks are counted once.
  const outer = tasks
    .toSorted((one, other) => one.ts - other.ts)
    .reduce<{ until: number; sum: number }>(
      ({ until, sum }, { ts, dur = 0, tdur = 0 }) =>
        ts < until ? { until, sum } : { until: ts + dur, sum: sum + tdur },
      { until: 0, sum: 0 },
    );
  return outer.sum / 1000;
}
