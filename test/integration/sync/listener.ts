/** What a device hears from `GET /sync/events`: the names of the events, as they come. */
import type { Client } from './served.ts';

export interface Listener {
  readonly heard: readonly string[];
  close(): void;
}

export async function listenTo(client: Client): Promise<Listener> {
  const stop = new AbortController();
  const response = await client.ask('/sync/events', { signal: stop.signal });
  if (response.status !== 200 || response.body === null) throw new Error(`events: ${response.status}`);
  const heard: string[] = [];
  const reading = (async () => {
    const decoder = new TextDecoder();
    for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
      const text = decoder.decode(part, { stream: true });
      for (const [, name = ''] of text.matchAll(/^event: (\w+)$/gm)) heard.push(name);
    }
  })();
  reading.catch(() => undefined); // ends with the signal
  return { heard, close: () => stop.abort() };
}
