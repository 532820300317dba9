/** Waiting for a change in one's scope. Hung up before the reading, so that no change falls between the two. */
import { actorKeys } from '../../../src/domain/scope.ts';
import { touches } from '../routes/events.ts';
import type { ScopeView } from './scope-view.ts';

export class Waiting {
  readonly #stops: (() => void)[] = [];
  #ended = false;
  #ring: (() => void) | null = null;
  #wake: (() => void) | null = null;

  constructor({ services, caller, database }: ScopeView, closing: AbortSignal) {
    const { feed, context } = services;
    const keys = new Set(actorKeys(caller.actor));
    const ring = (): void => this.#ring?.();
    const end = (): void => this.end();
    closing.addEventListener('abort', end);
    this.#stops.push(
      feed.listen((event) => {
        if ((event.kind === 'registry') === (database === 'registry') && touches(keys, event)) ring();
      }),
      // Grants or the session have changed: who waits reads again, as who they are by then.
      context.identities.onChange(() => {
        void context.identities.again(caller).then(
          (now) => {
            if (now === null) end();
            else if (JSON.stringify(actorKeys(now.actor)) !== JSON.stringify([...keys])) end();
          },
          () => end(),
        );
      }),
      () => closing.removeEventListener('abort', end),
    );
    if (closing.aborted) this.end();
  }

  /** Resolves at the next change in scope. */
  rung(): Promise<void> {
    return new Promise((resolve) => {
      this.#ring = resolve;
    });
  }

  /** @param ms until 'time' */
  async until(rung: Promise<void>, ms: number): Promise<'rung' | 'time' | 'ended'> {
    if (this.#ended) return 'ended';
    let timer: NodeJS.Timeout | undefined;
    try {
      return await Promise.race([
        rung.then(() => 'rung' as const),
        new Promise<'ended'>((resolve) => (this.#wake = () => resolve('ended'))),
        new Promise<'time'>((resolve) => (timer = setTimeout(() => resolve('time'), ms))),
      ]);
    } finally {
      clearTimeout(timer);
      this.#wake = null;
    }
  }

  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    for (const stop of this.#stops) stop();
    this.#wake?.();
  }
}
