/**
 * What was made on this device and is not yet confirmed.
 *
 * Invariants
 * - A new document, the device's number and clock (`_local/chain:<device>`) and its hash are one transaction: all are on
 *   disk when `append` returns, or none is.
 * - Appends never run at once, in this tab or another (Web Lock), so a number is never given twice.
 * - Numbers go on above what the disk says and above what the server has named.
 * - A document is never changed, but for what was typed about a complaint that was erased. It leaves when the server has it for good: an event when the mirror's complaint
 *   contains it, a response or evidence when it is confirmed. Refused ones stay, held, with the reason.
 * - The database is replaced only while nothing is in it, its chain carried over first.
 */
import type { ComplaintEvent } from '../../domain/events/event.ts';
import { itemHash } from '../../domain/seal.ts';
import type { Locks } from '../ports.ts';
import type { Replaceable } from '../store/replaceable.ts';
import { WriteRefused, localDoc } from '../store/store.ts';
import type { Store } from '../store/store.ts';
import type { NewDoc, StoredDoc } from '../store/engine.ts';
import { inOrder } from './in-order.ts';
import { noMarks, withVerdicts, withoutItems } from './marks.ts';
import type { Held, Marks, Verdict } from './marks.ts';
import { Pen, freshChain } from './pen.ts';
import type { Chain, Maker, PenEffects, SignedItem } from './pen.ts';

export type OutboxItem = SignedItem & { readonly _rev: string };

/** Documents that came and left before the database is worth replacing: what is left of each is its id. */
const WORTH_REPLACING = 50;
const chainId = (device: string): string => `chain:${device}`;
const LAST_ID = '\uffff';

const isEvent = (item: SignedItem): item is SignedItem & ComplaintEvent => item._id.startsWith('event:');

export class Outbox {
  readonly #box: Replaceable;
  readonly #locks: Locks;
  readonly #lock: string;
  readonly #effects: PenEffects;
  #items = new Map<string, OutboxItem>();
  #marks: Marks = noMarks;
  /** of the chain that memory agrees with */
  #chainRev: string | null = null;

  constructor(box: Replaceable, locks: Locks, account: string, effects: PenEffects) {
    this.#box = box;
    this.#locks = locks;
    this.#lock = `redress-outbox-${account}`;
    this.#effects = effects;
  }

  get #store(): Store {
    return this.#box.store;
  }

  /** Reads what is on disk: at start, and when another tab has written. Not while this tab writes. */
  async load(): Promise<void> {
    await this.#locks.run(this.#lock, () => this.#read());
  }

  async #read(): Promise<void> {
    await this.#box.refresh();
    const docs = (await this.#store.range('', LAST_ID)) as unknown as OutboxItem[];
    this.#marks = (await this.#store.local<Marks>('marks')) ?? noMarks;
    this.#items = new Map(inOrder(docs).map((doc) => [doc._id, doc]));
  }

  /** In the order in which they were made and go up. */
  items(): OutboxItem[] {
    return [...this.#items.values()];
  }
  /** Own events of a complaint, in the order in which they were made. */
  eventsOf(complaint: string): ComplaintEvent[] {
    return this.items().flatMap((item) =>
      isEvent(item) && item.complaint === complaint ? [withoutRev(item)] : [],
    );
  }
  events(): ComplaintEvent[] {
    return this.items().flatMap((item) => (isEvent(item) ? [withoutRev(item)] : []));
  }
  held(): (Held & { readonly item: OutboxItem })[] {
    return this.items().flatMap((item) => {
      const held = this.#marks.held[item._id];
      return held === undefined ? [] : [{ ...held, item }];
    });
  }
  confirmedAt(id: string): number | null {
    return this.#marks.confirmed[id] ?? null;
  }
  /** What the server has not taken: neither confirmed nor held. */
  waiting(): OutboxItem[] {
    return this.items().filter(
      ({ _id }) => this.#marks.confirmed[_id] === undefined && this.#marks.held[_id] === undefined,
    );
  }

  /**
   * @param make seals with the pen it is given; what it seals is on disk when this returns. What it reads of this outbox
   *   is up to date: no other tab writes meanwhile.
   */
  async append<T>(maker: Maker, make: (pen: Pen) => Promise<T>): Promise<T> {
    return await this.#locks.run(this.#lock, async () => {
      const found = await this.#box.readCurrent((store) => store.local<Chain>(chainId(maker.device)));
      // Another tab has appended since.
      if ((found?._rev ?? null) !== this.#chainRev) await this.#read();
      const pen = new Pen(await this.#chain(maker, found), maker, this.#effects);
      const result = await make(pen);
      if (pen.docs.length > 0)
        this.#chainRev = await this.#insert(pen.docs, localDoc(chainId(maker.device), pen.chain, found));
      else this.#chainRev = found?._rev ?? null;
      return result;
    });
  }

  /** The server knows of numbers that this device does not: its store was lost or set back. It goes on above them. */
  async raise(device: string, seq: number): Promise<void> {
    await this.#locks.run(this.#lock, async () => {
      await this.#box.refresh();
      await this.#store.updateLocal<Chain>(chainId(device), (found) => {
        const chain = found ?? freshChain;
        return chain.seq >= seq ? chain : { ...chain, seq };
      });
    });
  }

  /** What is confirmed for good leaves with its verdict, and what is erased loses its body, in one transaction. */
  async judge(verdicts: readonly Verdict[]): Promise<void> {
    if (verdicts.length === 0) return;
    const leaving = verdicts.flatMap((one) => (one.kind === 'confirmed' && one.forGood ? [one.id] : []));
    const erased = verdicts.flatMap((one) => (one.kind === 'erased' ? [one.id] : []));
    await this.#change(leaving, (marks) => withVerdicts(marks, verdicts, this.#effects.now()), erased);
  }

  /** Held items are offered again. */
  async release(): Promise<void> {
    await this.#remark((marks) => ({ ...marks, held: {} }));
  }

  /** The server has lost what it had confirmed: everything is offered again, and `lost` with it, whoever made it. */
  async offerAgain(lost: readonly SignedItem[]): Promise<void> {
    await this.#locks.run(this.#lock, async () => {
      await this.#box.refresh();
      const present = await this.#store.many(lost.map(({ _id }) => _id));
      const absent = lost.filter((_, index) => present[index] === null);
      const found = await this.#store.local<Marks>('marks');
      await this.#insert(absent, localDoc('marks', noMarks, found));
      this.#marks = noMarks;
      this.#items = new Map(inOrder(this.items()).map((item) => [item._id, item]));
    });
  }

  /** The server has these for good. */
  async remove(ids: readonly string[]): Promise<void> {
    const gone = ids.filter((id) => this.#items.has(id));
    if (gone.length === 0) return;
    await this.#change(gone, (marks) => marks);
  }

  /**
   * Replaces the database when nothing is in it, so that nothing is left of what was.
   * @param device whose chain goes on; those of former enrolments end here
   * @returns whether it was replaced; `destroyRetired` then frees the room
   */
  async replaceIfEmpty(device: string): Promise<boolean> {
    if (this.#items.size > 0) return false;
    return await this.#locks.run(this.#lock, async () => {
      await this.#box.refresh();
      if ((await this.#store.updateSeq()) < WORTH_REPLACING) return false;
      await this.#read();
      if (this.#items.size > 0) return false;
      const chain = await this.#store.local<Chain>(chainId(device));
      const next = await this.#box.prepare();
      if (chain !== null) await next.write([localDoc(chainId(device), chain, null)]);
      await this.#box.replace();
      return true;
    });
  }

  /** What the disk says; a document above it (a store that took a write only in part) is gone on from. */
  async #chain(maker: Maker, found: Chain | null): Promise<Chain> {
    const chain = found ?? freshChain;
    const last = this.items().findLast((item) => item.device === maker.device);
    if (last === undefined || last.seq <= chain.seq) return chain;
    return { ...chain, seq: last.seq, at: last.at, last: await itemHash(last, maker.crypto) };
  }

  /** @returns the new revision of the `_local` document */
  async #insert(docs: readonly SignedItem[], local: NewDoc): Promise<string | null> {
    try {
      const results = await this.#store.write([...docs, local]);
      for (const [index, doc] of docs.entries()) {
        this.#items.set(doc._id, { ...doc, _rev: results[index]?.rev ?? '' });
      }
      return results[docs.length]?.rev ?? null;
    } catch (error) {
      // The browser closed the database after the write was on disk and before it said so: then all of it is there.
      if (!(error instanceof WriteRefused)) throw error;
      await this.#read();
      if (docs.some((doc) => this.#items.get(doc._id)?.sig !== doc.sig)) throw error;
      return null;
    }
  }

  async #change(
    leaving: readonly string[],
    change: (marks: Marks) => Marks,
    erased: readonly string[] = [],
  ): Promise<void> {
    await this.#locks.run(this.#lock, async () => {
      await this.#box.refresh();
      const there = async (ids: readonly string[]): Promise<StoredDoc[]> =>
        (await this.#store.many(ids)).filter((doc): doc is StoredDoc => doc !== null);
      const deletions = (await there(leaving)).map(({ _id, _rev }): NewDoc => ({
        _id,
        _rev,
        _deleted: true,
      }));
      const stripped = (await there(erased)).map(withoutBody);
      const found = await this.#store.local<Marks>('marks');
      const marks = withoutItems(change(found ?? noMarks), leaving);
      const results = await this.#store.write([...stripped, ...deletions, localDoc('marks', marks, found)]);
      this.#marks = marks;
      for (const id of leaving) this.#items.delete(id);
      for (const [at, doc] of stripped.entries())
        this.#items.set(doc._id, { ...doc, _rev: results[at]?.rev ?? doc._rev });
    });
  }

  async #remark(change: (marks: Marks) => Marks): Promise<void> {
    await this.#locks.run(this.#lock, async () => {
      await this.#box.refresh();
      this.#marks = await this.#store.updateLocal<Marks>('marks', (found) => change(found ?? noMarks));
    });
  }
}

function withoutRev(item: OutboxItem & ComplaintEvent): ComplaintEvent {
  const { _rev: _, ...event } = item;
  return event;
}

function withoutBody(item: StoredDoc): OutboxItem {
  const { body: _, ...rest } = item;
  return rest as unknown as OutboxItem;
}
