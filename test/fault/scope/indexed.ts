/** When a server's index has a change: what is pulled before that comes with the next pull, which is a matter of time. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Name } from './cast.ts';
import type { FuzzServer } from './server.ts';

/** Milliseconds: for what hangs. */
const PATIENCE = 15_000;

export class Indexed {
  readonly #server: FuzzServer;
  readonly #who: Name;
  #since = '0';

  /** @param who reads all that is waited for */
  constructor(server: FuzzServer, who: Name) {
    this.#server = server;
    this.#who = who;
  }

  /** Until all of these have changed since the last time. */
  async until(ids: readonly string[]): Promise<void> {
    const end = Date.now() + PATIENCE;
    for (;;) {
      const path = `/sync/redress_data/_changes?since=${encodeURIComponent(this.#since)}`;
      const { text } = await this.#server.ask(this.#who, { method: 'GET', path });
      const { results, last_seq } = JSON.parse(text) as {
        results: readonly { readonly id: string }[];
        last_seq: string;
      };
      if (ids.every((id) => results.some((row) => row.id === id))) {
        this.#since = last_seq;
        return;
      }
      if (Date.now() > end) throw new Error(`not indexed: ${ids.join(' ')}`);
      await pause(5);
    }
  }
}
