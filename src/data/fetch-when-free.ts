import type { Problem } from '../../server/contract/problem.ts';

/** So often at most: then whoever waits is told. */
const TIMES = 4;

/** @returns seconds to wait; null: it was answered */
async function putOff(response: Response): Promise<number | null> {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  if (response.status !== 503 || !(seconds >= 0)) return null;
  const said = (await response
    .clone()
    .json()
    .catch(() => null)) as Partial<Problem> | null;
  return said?.error?.code === 'server.busy' ? seconds : null;
}

const pause = (ms: number, signal: AbortSignal | null | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', end);
      resolve();
    }, ms);
    signal?.addEventListener('abort', end, { once: true });
  });

/**
 * `fetch`, for a person who waits. A server that has enough to do says when to come again, before it has begun anything:
 * so a change may be asked for again as well as a question.
 */
export async function fetchWhenFree(path: string, init: RequestInit = {}): Promise<Response> {
  for (let time = 1; ; time += 1) {
    const response = await fetch(path, init);
    const seconds = time < TIMES ? await putOff(response) : null;
    if (seconds === null) return response;
    await pause(seconds * 1000, init.signal);
  }
}
