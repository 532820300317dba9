/** The server's insides for a command that runs while no server does; its log is for what went wrong. */
import type { Config } from '../config.ts';
import { openInside } from '../inside.ts';
import type { Inside } from '../inside.ts';
import { openLog } from '../log.ts';

/**
 * Rejects with a `StoreError`; `store.locked` when a server has the embedded store open.
 *
 * @param now Unix milliseconds
 */
export function openOffline(config: Config, now: () => number = Date.now): Promise<Inside> {
  // Standard output is the command's own.
  const level = config.logLevel === 'info' ? 'warn' : config.logLevel;
  return openInside(config, openLog(level), now);
}
