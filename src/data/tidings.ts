import type { DataChange } from './api.ts';

/** Milliseconds between two tellings of the same kind: a long pull changes lists many times a second. */
const GAP = 150;

/**
 * Tells listeners what has changed: in the next task, then not again for a moment, but never not at all. Not in this
 * task, so that whoever made the change is answered first: a slow phone takes 10 ms to hear of it.
 */
export class Tidings {
  readonly #listeners = new Set<(change: DataChange) => void>();
  readonly #quiet = new Map<DataChange['kind'], { again: boolean }>();

  listen(listener: (change: DataChange) => void): void {
    this.#listeners.add(listener);
  }

  tell = (kind: DataChange['kind']): void => {
    const quiet = this.#quiet.get(kind);
    if (quiet !== undefined) {
      quiet.again = true;
      return;
    }
    const pause = { again: false };
    this.#quiet.set(kind, pause);
    setTimeout(() => {
      this.#quiet.delete(kind);
      if (pause.again) this.tell(kind);
    }, GAP);
    setTimeout(() => {
      for (const listener of this.#listeners) listener({ kind });
    });
  };
}
