/** What the server says of itself while it is under load. */
export interface Watched {
  /** the most memory that it had, MB */
  readonly rss: number;
  /** the longest that its event loop was late (99 of 100), ms */
  readonly late: number;
}

const figure = (text: string, name: string): number =>
  Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? Number.NaN);

/** @returns ends the watching */
export function watch(origin: string): () => Promise<Watched> {
  const end = new AbortController();
  let [rss, late] = [0, 0];
  const watching = (async () => {
    while (!end.signal.aborted) {
      const text = await fetch(`${origin}/metrics`).then((answer) => answer.text());
      rss = Math.max(rss, figure(text, 'process_resident_memory_bytes') / 1024 / 1024);
      late = Math.max(late, figure(text, 'nodejs_eventloop_lag_p99_seconds') * 1000);
      await new Promise((done) => setTimeout(done, 1_000));
    }
  })();
  return async () => {
    end.abort();
    await watching;
    return { rss, late };
  };
}
