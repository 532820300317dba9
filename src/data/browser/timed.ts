import type { DataApi } from '../api.ts';

/** What the bench asks the worker besides. */
export interface TimedApi extends DataApi {
  /**
   * Milliseconds since the worker began during which it had a call to answer. An upper bound of how long it was busy:
   * waiting for the disk is in it.
   */
  busyMs(): Promise<number>;
}

/** @param now milliseconds since the worker began */
export function timed(data: DataApi, now: () => number): TimedApi {
  // Loading and starting the worker is work too.
  let busy = now();
  let calls = 0;
  let since = 0;
  const begin = (): void => {
    if (calls === 0) since = now();
    calls += 1;
  };
  const end = (): void => {
    calls -= 1;
    if (calls === 0) busy += now() - since;
  };
  const measured = Object.fromEntries(
    Object.entries(data).map(([name, call]) => [
      name,
      async (...args: unknown[]) => {
        begin();
        try {
          return await (call as (...given: unknown[]) => Promise<unknown>)(...args);
        } finally {
          end();
        }
      },
    ]),
  ) as unknown as DataApi;
  return { ...measured, busyMs: () => Promise.resolve(busy + (calls === 0 ? 0 : now() - since)) };
}
