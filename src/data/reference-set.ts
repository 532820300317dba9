import type { Followed, Holding } from './holding.ts';
import type { Mirror } from './mirror/mirror.ts';
import type { Outbox } from './outbox/outbox.ts';
import { RegistryCache } from './registry.ts';
import type { StoredDoc } from './store/engine.ts';

/** What a kiosk holds: its surveys and its place. So few documents that they are read whole, and saved nowhere else. */
export class ReferenceSet implements Holding {
  readonly registry = new RegistryCache();
  readonly #mirror: Mirror;
  readonly #outbox: Outbox;
  #reading: Promise<void> = Promise.resolve();

  constructor(mirror: Mirror, outbox: Outbox) {
    this.#mirror = mirror;
    this.#outbox = outbox;
  }

  async load(): Promise<boolean> {
    await Promise.all([this.catchUp(), this.#outbox.load()]);
    return false;
  }

  /** One after the other, so that what was read first is never what is kept last. */
  async catchUp(): Promise<Followed> {
    const read = async (): Promise<void> => this.registry.restore(await this.#mirror.all());
    const mine = this.#reading.then(read, read);
    this.#reading = mine;
    await mine;
    return { registry: true, complaints: false };
  }

  pulled(docs: readonly StoredDoc[], forget: readonly string[]): Promise<boolean> {
    return Promise.resolve([this.registry.put(docs), this.registry.drop(forget)].includes(true));
  }

  /** What it makes leaves when it is confirmed. */
  settle(): Promise<number> {
    return Promise.resolve(0);
  }
  lost(): Promise<[]> {
    return Promise.resolve([]);
  }
  /** Nothing here is made of what is in the outbox. */
  outboxChanged(): Promise<void> {
    return Promise.resolve();
  }
  saveAnew(): Promise<void> {
    return Promise.resolve();
  }
  saveOwn(): Promise<void> {
    return Promise.resolve();
  }
  saveForgotten(): Promise<void> {
    return Promise.resolve();
  }
  tidy(): Promise<boolean> {
    return Promise.resolve(false);
  }
}
