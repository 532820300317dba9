/** Following a store from a sequence until told to stop, whatever happens in between. */
import type { Change, Seq, Store } from '../store/store.ts';

const PAUSE = 500;

/**
 * @param onError told each time that following fails (or that `onChange` does); it goes on after the last change that
 * was taken
 */
export async function following(
  store: Store,
  since: Seq,
  signal: AbortSignal,
  onChange: (change: Change) => void | Promise<void>,
  onError: (error: unknown) => void,
): Promise<void> {
  let from = since;
  while (!signal.aborted) {
    try {
      for await (const change of store.follow({ since: from, signal, includeDocs: true })) {
        await onChange(change);
        from = change.seq;
      }
      return;
    } catch (error) {
      if (signal.aborted) return;
      onError(error);
      await new Promise((done) => setTimeout(done, PAUSE));
    }
  }
}
