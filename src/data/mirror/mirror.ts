/**
 * What was pulled. Read-only to the app; written only by the tab that syncs.
 *
 * Invariants
 * - A batch and the checkpoint after it are one transaction: a pull that was cut goes on where the disk says.
 * - Documents carry the server's revisions with their ancestry, so there is never a conflict to resolve. Where that no
 *   longer reaches what is here, because the device was away for more revisions than are kept, what is here ends: it
 *   would come back to light when the document is forgotten.
 * - What is forgotten loses its body at once (a tombstone, the old body compacted away); tombstones in number, a scope
 *   that shrank and a restored server replace the database by a fresh one.
 * - While a fresh one is being filled by a pull, the old one goes on being read.
 */
import type { PulledDoc } from '../../../server/contract/sync.ts';
import type { NewDoc, StoredDoc } from '../store/engine.ts';
import type { Replaceable } from '../store/replaceable.ts';
import { localDoc } from '../store/store.ts';
import type { Store } from '../store/store.ts';
import { copyStore } from './copy-store.ts';
import { strays, tombstones } from './tombstones.ts';

/** How far the pull has come, in `_local/pulled` of the database that it fills. */
interface Pulled {
  readonly checkpoint: string;
  /** ids that were forgotten since this database was made */
  readonly forgotten: readonly string[];
  /** how often a revision ended here that the server's ancestry no longer reached */
  readonly strays?: number;
  /** when it came, Unix milliseconds */
  readonly at: number;
  /** it fills up from a server that may lack what is in the one before: to be looked at before that one goes */
  readonly offering?: true;
}
const PULLED = 'pulled';
const LAST_ID = '\uffff';
/** Tombstones that are worth copying 10,000 documents for (2 to 3 s in the background on a phone). */
const WORTH_REPLACING = 500;
/** Branches that have ended are a hundred revisions each, and are rewritten with their document. */
const MANY_STRAYS = 20;

export interface Batch {
  readonly docs: readonly PulledDoc[];
  readonly forget: readonly string[];
  readonly checkpoint: string;
}

export class Mirror {
  readonly #box: Replaceable;
  readonly #now: () => number;
  /** the fresh database that the pull under way fills instead of the current one */
  #filling: Store | null = null;
  /** it was half filled by an earlier pull */
  #leftOver = false;
  #offering = false;

  constructor(box: Replaceable, now: () => number) {
    this.#box = box;
    this.#now = now;
  }

  get store(): Store {
    return this.#box.store;
  }

  /** Which database it is: another number means that everything is to be read anew. */
  generation(): Promise<number> {
    return this.#box.refresh();
  }

  /** When something was last pulled, Unix milliseconds; null: never. */
  async lastPulled(): Promise<number | null> {
    return (await this.store.local<Pulled>(PULLED))?.at ?? null;
  }

  /** All documents of whichever database is the current one. Where they are few. */
  async all(): Promise<StoredDoc[]> {
    await this.#box.refresh();
    return await this.store.range('', LAST_ID);
  }

  /** Documents of one type, `branch` or `survey`, say. */
  ofType(type: string): Promise<StoredDoc[]> {
    return this.store.range(`${type}:`, `${type};`);
  }

  /** Where the next pull goes on; null: from nothing. A fresh database that a kill left half filled is filled further. */
  async begin(): Promise<string | null> {
    await this.#box.refresh();
    const preparing = await this.#box.preparing();
    const halfFilled = await preparing?.local<Pulled>(PULLED);
    this.#leftOver = false;
    if (preparing && halfFilled) {
      this.#leftOver = true;
      this.#filling = preparing;
      this.#offering = halfFilled.offering === true;
      return halfFilled.checkpoint;
    }
    await this.#box.abandon();
    this.#filling = null;
    this.#offering = false;
    return (await this.store.local<Pulled>(PULLED))?.checkpoint ?? null;
  }

  get replacing(): boolean {
    return this.#filling !== null;
  }

  /** The database that is being filled, when what the current one has beside it is to be offered to the server. */
  get offering(): Store | null {
    return this.#offering ? this.#filling : null;
  }

  /**
   * From here on the pull fills a fresh database; what it does not send again is forgotten when it is complete.
   * @param sent ids that this pull has sent already
   * @param resumed it goes on with what an earlier pull has half filled; otherwise the scope is another by now, and what
   *   that one has filled is thrown away
   * @param offering the server may lack what is here: see `offering`; survives a kill as the fresh database does
   */
  async startAfresh(sent: readonly string[], resumed = false, offering = false): Promise<void> {
    this.#offering ||= offering;
    if (this.#filling !== null && (resumed || !this.#leftOver)) return;
    this.#leftOver = false;
    const next = await this.#box.prepare();
    const docs = (await this.store.many(sent)).filter((doc): doc is StoredDoc => doc !== null);
    if (docs.length > 0) await next.mirror(docs.map((doc) => ({ ...doc })));
    this.#filling = next;
  }

  async write({ docs, forget, checkpoint }: Batch): Promise<void> {
    const store = this.#filling ?? this.store;
    const found = await store.local<Pulled>(PULLED);
    const gone = await tombstones(store, forget);
    const forgotten = [...new Set([...(found?.forgotten ?? []), ...gone.map(({ _id }) => _id)])];
    if (await this.#staysHidden(docs, new Set(found?.forgotten))) {
      await this.#copyAfresh(checkpoint, docs, gone);
      return;
    }
    const ended = await strays(store, docs);
    const pulled = this.#pulled(checkpoint, forgotten, found, this.offering !== null, ended.length);
    await store.mirror([...ended, ...docs, ...gone, pulled]);
  }

  /** The pull is complete. @returns whether the database was replaced */
  async finish(): Promise<boolean> {
    if (this.#filling === null) return false;
    this.#filling = null;
    this.#offering = false;
    await this.#box.replace();
    return true;
  }

  /** What the device itself decides to forget, such as what was closed long ago. */
  async forget(ids: readonly string[]): Promise<void> {
    const found = await this.store.local<Pulled>(PULLED);
    if (found === null) return;
    const gone = await tombstones(this.store, ids);
    const forgotten = [...new Set([...found.forgotten, ...gone.map(({ _id }) => _id)])];
    await this.store.mirror([...gone, this.#pulled(found.checkpoint, forgotten, found)]);
  }

  /** Copies what stays into a fresh database when enough was forgotten. @returns whether it was replaced */
  async tidy(): Promise<boolean> {
    const found = await this.store.local<Pulled>(PULLED);
    if (found === null) return false;
    if (found.forgotten.length < WORTH_REPLACING && (found.strays ?? 0) < MANY_STRAYS) return false;
    await this.#copyAfresh(found.checkpoint, [], []);
    return true;
  }

  destroyRetired(): Promise<void> {
    return this.#box.destroyRetired();
  }

  #pulled(
    checkpoint: string,
    forgotten: readonly string[],
    found: (Partial<Pulled> & { readonly _rev: string }) | null,
    offering = false,
    ended = 0,
  ): NewDoc {
    const at = this.#now();
    const all = (found?.strays ?? 0) + ended;
    const pulled: Pulled = {
      checkpoint,
      forgotten,
      at,
      ...(all > 0 ? { strays: all } : {}),
      ...(offering ? { offering: true } : {}),
    };
    return localDoc(PULLED, pulled, found);
  }

  /** A fresh database with what is here, changed as said; it becomes the mirror together with the checkpoint. */
  async #copyAfresh(checkpoint: string, docs: readonly PulledDoc[], gone: readonly NewDoc[]): Promise<void> {
    const next = await this.#box.prepare();
    await copyStore(this.store, next);
    const forgotten = gone.map(({ _id }) => _id);
    await next.mirror([...docs, ...gone, this.#pulled(checkpoint, forgotten, null)]);
    await this.#box.replace();
  }

  /**
   * What was forgotten and comes back at the very revision that was forgotten stays under its tombstone, since no
   * revision can be written twice: only a fresh database can hold it again. Such documents are written ahead of their
   * checkpoint, to see it: a kill in between has them sent once more.
   */
  async #staysHidden(docs: readonly PulledDoc[], forgotten: ReadonlySet<string>): Promise<boolean> {
    const back = docs.filter(({ _id }) => forgotten.has(_id));
    if (back.length === 0 || this.#filling !== null) return false;
    await this.store.mirror([...back]);
    return (await this.store.many(back.map(({ _id }) => _id))).includes(null);
  }
}
