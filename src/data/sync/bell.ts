/** Something to wait at, for a time or until it is rung. Rung while nobody waits, it does not keep the next one waiting. */
export class Bell {
  #rung = false;
  #waiting: (() => void) | null = null;

  ring(): void {
    this.#rung = true;
    this.#waiting?.();
  }

  /** @param ms at most so long @param least so long even if it is rung: it is heard afterwards */
  async wait(ms: number, signal: AbortSignal, least = 0): Promise<void> {
    if (least > 0) await this.#sleep(least, signal, false);
    if (!this.#rung && ms > least) await this.#sleep(ms - least, signal, true);
    this.#rung = false;
  }

  #sleep(ms: number, signal: AbortSignal, listening: boolean): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        this.#waiting = null;
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal.addEventListener('abort', done);
      if (listening) this.#waiting = done;
    });
  }
}
