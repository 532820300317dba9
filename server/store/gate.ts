/**
 * Lets work through, except while somebody holds it shut. Invariant: while `hold` runs its work, none that was let
 * through is under way and none begins; whoever came meanwhile goes on afterwards.
 */
export class Gate {
  #shut: Promise<unknown> = Promise.resolve();
  readonly #inside = new Set<Promise<unknown>>();

  async pass<T>(work: () => Promise<T>): Promise<T> {
    // it may be shut anew while we wait for it
    for (let shut = this.#shut; ; shut = this.#shut) {
      await shut;
      if (shut === this.#shut) break;
    }
    const job = work();
    this.#inside.add(job);
    try {
      return await job;
    } finally {
      this.#inside.delete(job);
    }
  }

  async hold<T>(work: () => Promise<T>): Promise<T> {
    const before = this.#shut;
    const mine = before.then(async () => {
      await Promise.allSettled(this.#inside);
      return await work();
    });
    this.#shut = mine.catch(() => undefined);
    return await mine;
  }
}
