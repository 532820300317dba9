import type { FoldContext } from '../domain/fold/context.ts';
import type { ComplaintId } from '../domain/ids.ts';
import { instantOf } from '../domain/time/moment.ts';
import { CaseReader } from './cases/reader.ts';
import type { Followed, Holding } from './holding.ts';
import type { Mirror } from './mirror/mirror.ts';
import type { Outbox } from './outbox/outbox.ts';
import { Chunks } from './projection/chunks.ts';
import { OwnCases } from './projection/own-cases.ts';
import { Projection } from './projection/projection.ts';
import type { Read } from './projection/projection.ts';
import { RegistryCache } from './registry.ts';
import type { StoredDoc } from './store/engine.ts';
import type { Store } from './store/store.ts';
import { lostIn } from './sync/offer-again.ts';
import { settle } from './sync/settle.ts';
import type { SignedItem } from './outbox/pen.ts';

/** A complaint that has been closed for longer is forgotten. */
const KEPT_CLOSED = 90 * 86_400_000;
/** Complaints forgotten at one time, so that a worker is never away for long. */
const FORGET_AT_ONCE = 100;
/** Changes, or milliseconds since the last save, that are worth a write of the projection's chunks. */
const WORTH_SAVING = 25;
const SAVE_AFTER = 5 * 60_000;

export interface Effects {
  readonly now: () => number;
  readonly uuid: () => string;
  readonly context: Omit<FoldContext, 'policyOf' | 'calendarOf'>;
}

/** What a person holds: reference data, and the complaints that lists and pages show. */
export class WorkingSet implements Holding {
  readonly registry = new RegistryCache();
  readonly projection: Projection;
  readonly reader: CaseReader;
  readonly #mirror: Mirror;
  readonly #outbox: Outbox;
  readonly #own: OwnCases;
  readonly #now: () => number;
  #savedAt = 0;
  /** nothing that was saved still held */
  #anew = false;

  constructor(store: Store, mirror: Mirror, outbox: Outbox, { now, uuid, context }: Effects) {
    const { policyOf, calendarOf } = this.registry;
    this.#mirror = mirror;
    this.#outbox = outbox;
    this.#now = now;
    this.#own = new OwnCases(store);
    this.projection = new Projection(mirror, new Chunks(store, uuid), this.#own);
    this.reader = new CaseReader(mirror, outbox, this.#own, { ...context, policyOf, calendarOf });
  }

  /**
   * As it was when it was last saved, with what was done here since; all of it from the mirror if it never was.
   * @returns whether `catchUp` has still to be called
   */
  async load(): Promise<boolean> {
    const [others] = await Promise.all([this.projection.load(), this.#outbox.load()]);
    this.#anew = others === null;
    if (others === null) this.#take(await this.projection.catchUp());
    else this.registry.restore(others);
    for (const id of await this.#own.load(this.#ownEvents())) await this.reader.project(id);
    return others !== null;
  }

  /** Reads what was written to the mirror meanwhile. */
  async catchUp(): Promise<Followed> {
    const read = await this.projection.catchUp();
    const registry = await this.#follow(read);
    return { registry, complaints: registry || read.anew || read.cases.size > 0 };
  }

  /** What this tab has just pulled. @returns whether reference data changed */
  async pulled(docs: readonly StoredDoc[], forget: readonly string[]): Promise<boolean> {
    return await this.#follow(await this.projection.written(docs, forget));
  }

  settle(pulled: number | null): Promise<number> {
    return settle(this.#outbox, this.#mirror, pulled);
  }
  lost(after: Store): Promise<SignedItem[]> {
    return lostIn(this.#mirror.store, after);
  }

  /** Items left the outbox, or another tab has written to it. */
  async outboxChanged(): Promise<void> {
    const events = this.#ownEvents();
    for (const id of new Set([...this.#own.ids(), ...events.keys()])) {
      if (!this.#own.isMadeFrom(id, events.get(id) ?? [])) await this.reader.project(id);
    }
  }

  async tidy(): Promise<boolean> {
    await this.#save();
    return await this.#forgetLongClosed();
  }

  async saveAnew(): Promise<void> {
    if (this.#anew) await this.#save();
    this.#anew = false;
  }

  /** Cheap enough to be done after every write: a few entries. */
  saveOwn(): Promise<void> {
    return this.#own.save();
  }

  saveForgotten(): Promise<void> {
    return this.projection.forgot ? this.#save() : this.#own.save();
  }

  async #save(): Promise<void> {
    await this.#own.save();
    const { unsaved, forgot } = this.projection;
    const late = unsaved > 0 && Math.abs(this.#now() - this.#savedAt) >= SAVE_AFTER;
    if (!forgot && !late && unsaved < WORTH_SAVING) return;
    await this.projection.save(this.registry.all());
    this.#savedAt = this.#now();
  }

  /** @returns whether anything was forgotten */
  async #forgetLongClosed(): Promise<boolean> {
    const day = instantOf(this.#now() - KEPT_CLOSED).slice(0, 10);
    const own = new Set<string>(this.#own.ids());
    const old = this.projection.closedBefore(day).filter((id) => !own.has(id));
    if (old.length === 0) return false;
    const docs: string[] = [];
    for (const id of old.slice(0, FORGET_AT_ONCE)) {
      const parts = await Promise.all([`evidence:${id}`, `log:${id}`].map((of) => this.#mirror.ofType(of)));
      docs.push(`complaint:${id}`, `party:${id}`, ...parts.flat().map(({ _id }) => _id));
    }
    await this.#mirror.forget(docs);
    this.#take(await this.projection.catchUp());
    return true;
  }

  #ownEvents(): Map<ComplaintId, string[]> {
    const events = new Map<ComplaintId, string[]>();
    for (const { complaint, _id } of this.#outbox.events()) {
      events.set(complaint, [...(events.get(complaint) ?? []), _id]);
    }
    return events;
  }

  /** @returns whether reference data changed */
  async #follow(read: Read): Promise<boolean> {
    const registry = this.#take(read);
    // A calendar or a policy may move the deadlines of what has not been folded by the server yet.
    const anew = read.anew || registry;
    for (const id of this.#own.ids()) if (anew || read.cases.has(id)) await this.reader.project(id);
    return registry;
  }

  /** @returns whether reference data changed */
  #take({ others, gone, anew }: Read): boolean {
    if (!anew) return [this.registry.put(others), this.registry.drop(gone)].includes(true);
    this.registry.restore(others);
    return true;
  }
}
