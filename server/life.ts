/** Whether this process takes work: false from the first sign that it is to stop, before anything is closed. */
export class Life {
  #stopping = false;

  get stopping(): boolean {
    return this.#stopping;
  }

  stop(): void {
    this.#stopping = true;
  }
}
