/** Server-sent events as somebody hears them. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Name } from './cast.ts';
import type { FuzzServer } from './server.ts';

/** Milliseconds: for what hangs. */
const PATIENCE = 15_000;

export class Stream {
  readonly names: string[] = [];
  readonly #stop = new AbortController();

  static async open(server: FuzzServer, who: Name): Promise<Stream> {
    const stream = new Stream();
    const response = await server.open(who, { method: 'GET', path: '/sync/events' }, stream.#stop.signal);
    if (response.status !== 200) throw new Error(`events of ${who}: ${response.status}`);
    stream.#read(response).catch((error: unknown) => {
      if (!stream.#stop.signal.aborted) throw error;
    });
    return stream;
  }

  get count(): number {
    return this.names.length;
  }
  heard(name: string): number {
    return this.names.filter((one) => one === name).length;
  }
  async until(done: () => boolean): Promise<void> {
    const end = Date.now() + PATIENCE;
    while (!done()) {
      if (Date.now() > end) throw new Error(`nothing was heard, but ${this.names.join(' ')}`);
      await pause(5);
    }
  }
  close(): void {
    this.#stop.abort();
  }

  async #read(response: Response): Promise<void> {
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      const ends = text.lastIndexOf('\n\n');
      if (ends === -1) continue;
      for (const [, name = ''] of text.slice(0, ends).matchAll(/^event: (\w+)$/gm)) this.names.push(name);
      text = text.slice(ends);
    }
  }
}
