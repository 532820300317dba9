/**
 * When a device was last in contact, though it had nothing to push: noted when it pulls, every so often, behind the
 * answer's back. Losing a race, or the store for a moment, costs nothing but a later note.
 */
import type { FastifyBaseLogger } from 'fastify';
import type { Cases } from '../cases/cases.ts';
import { ChainBook } from './chain-book.ts';

/** Milliseconds between two notes of one device: a write each. */
const EVERY = 10 * 60_000;

export class Contacts {
  readonly #cases: Pick<Cases, 'context' | 'mutex'>;
  readonly #log: FastifyBaseLogger;
  readonly #noted = new Map<string, number>();
  readonly #writing = new Set<Promise<void>>();

  constructor(cases: Pick<Cases, 'context' | 'mutex'>, log: FastifyBaseLogger) {
    this.#cases = cases;
    this.#log = log;
  }

  note(device: string): void {
    const at = this.#cases.context.now();
    if (at - (this.#noted.get(device) ?? 0) < EVERY) return;
    this.#noted.set(device, at);
    const writing = this.#write(device, at).catch((err: unknown) => {
      this.#noted.delete(device);
      this.#log.warn({ err }, 'a contact was not noted');
    });
    this.#writing.add(writing);
    void writing.finally(() => this.#writing.delete(writing));
  }

  /** Waits for what was begun. */
  async close(): Promise<void> {
    await Promise.all(this.#writing);
  }

  #write(device: string, at: number): Promise<void> {
    const { context, mutex } = this.#cases;
    return mutex.run(`device:${device}`, async () => {
      const book = new ChainBook(context.stores.data);
      await book.load([{ device, seq: 1 }]);
      book.contact({ device, at });
      await context.stores.data.write(book.changes());
    });
  }
}
