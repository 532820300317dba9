/**
 * What lists and search read: an entry and a search text for every complaint, in memory, fed by what is written.
 *
 * Invariants
 * - `server` entries are those of the mirror's complaints up to `seq`; those of `own` stand before them for complaints
 *   with events that are only on this device, and vanish with those events.
 * - Reading the mirror and being told of what was written to it never overlap.
 * - The first list needs the entries only; texts come from disk after it, or when they are searched.
 * - Only the tab that syncs saves it.
 */
import { restOf } from '../../domain/ids.ts';
import type { CaseList, ListQuery } from '../api.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { StoredDoc } from '../store/engine.ts';
import { caseEntry } from './case-entry.ts';
import type { CaseEntry } from './case-entry.ts';
import type { Chunks, SavedText } from './chunks.ts';
import { Entries } from './entries.ts';
import { byDue, byReceived, listCases } from './list.ts';
import type { ListContext } from './list.ts';
import type { OwnCases } from './own-cases.ts';
import { complaintText, isComplaint, isParty, partyText } from './search.ts';
import type { SearchText } from './search.ts';

const PAGE = 500;

interface Texts {
  complaint: string | null;
  party: string | null;
}
/** What was read from the mirror, for whoever keeps more of it. */
export interface Read {
  /** documents that are no cases */
  readonly others: readonly StoredDoc[];
  /** ids of those that are no cases and were deleted */
  readonly gone: readonly string[];
  /** complaints whose documents, or whose party's, changed */
  readonly cases: ReadonlySet<string>;
  /** the mirror is another database: these are all there are */
  readonly anew: boolean;
}

const isCase = (id: string): boolean => id.startsWith('complaint:') || id.startsWith('party:');
/** What goes on from a long log is read by whoever wants to see it, and told by its complaint where it matters to lists. */
const isPage = (id: string): boolean => id.startsWith('log:');

export class Projection {
  readonly #mirror: Mirror;
  readonly #chunks: Chunks;
  readonly #own: OwnCases;
  readonly #server = new Entries();
  readonly #texts = new Map<string, Texts>();
  #textsLoaded: Promise<void> | null = null;
  #generation = 0;
  #seq = 0;
  /** the mirror may have what was not read yet: what is written to it next is read with it */
  #behind = true;
  /** sorted entries, until something changes; `own` counts its changes itself */
  #orders: { due?: CaseEntry[]; received?: CaseEntry[]; own?: number } = {};
  #turn: Promise<unknown> = Promise.resolve();

  constructor(mirror: Mirror, chunks: Chunks, own: OwnCases) {
    this.#mirror = mirror;
    this.#chunks = chunks;
    this.#own = own;
  }

  /**
   * What was saved; `catchUp` adds what the mirror has since. The mirror itself is not opened: counting its documents
   * takes the browser 60 ms.
   * @returns what was saved of the documents that are no cases; null: nothing was saved that still holds
   */
  async load(): Promise<readonly StoredDoc[] | null> {
    this.#generation = await this.#mirror.generation();
    const saved = await this.#chunks.load(this.#generation);
    if (saved === null) {
      this.#textsLoaded = Promise.resolve();
      return null;
    }
    this.#server.restore(saved.entries);
    this.#seq = saved.seq;
    return saved.others;
  }

  /** Reads what was written to the mirror, by this tab or another; all of it when it is another database now. */
  catchUp(): Promise<Read> {
    return this.#inTurn(() => this.#catchUp());
  }

  /** A batch that this tab has just written to the mirror, so that it need not be read again. */
  written(written: readonly StoredDoc[], forget: readonly string[]): Promise<Read> {
    return this.#inTurn(async () => {
      // With all that came before it: a sequence is never passed over.
      if (this.#behind) return await this.#catchUp();
      const others = this.#put(written);
      const gone = this.#drop(forget);
      const ids = [...written.map(({ _id }) => _id), ...forget].filter(isCase);
      this.#seq = await this.#mirror.store.updateSeq();
      return { others, gone, cases: new Set(ids.map(restOf)), anew: false };
    });
  }

  async list(query: ListQuery, context: Omit<ListContext, 'unsynced' | 'text'>): Promise<CaseList> {
    if (query.search.trim() !== '') await this.#loadTexts();
    const lately = query.filter === 'closed' || query.filter === 'unsynced';
    return listCases(lately ? this.latest() : this.#due(), query, {
      ...context,
      unsynced: (id) => this.#own.get(id)?.events.length ?? 0,
      text: (id) => this.#text(id),
    });
  }

  /** Latest first. */
  latest(): readonly CaseEntry[] {
    const orders = this.#currentOrders();
    orders.received ??= this.#entries().sort(byReceived);
    return orders.received;
  }

  /** Complaints closed before that day (`2026-01-01`). */
  closedBefore(day: string): string[] {
    return this.#server
      .all()
      .flatMap(({ id, closedOn }) => (closedOn !== null && closedOn < day ? [id] : []));
  }

  /** Changes since it was saved; they are read again from the mirror at the next start. */
  get unsaved(): number {
    return this.#chunks.changes;
  }

  /** Whether what was saved last has what is forgotten since. */
  get forgot(): boolean {
    return this.#chunks.forgot;
  }

  async save(others: readonly StoredDoc[]): Promise<void> {
    await this.#loadTexts();
    await this.#inTurn(() =>
      this.#chunks.save({
        generation: this.#generation,
        seq: this.#seq,
        others,
        entry: (id) => this.#server.get(id),
        text: (id): SavedText => {
          const text = this.#texts.get(id);
          return [id, text?.complaint ?? '', text?.party ?? ''];
        },
      }),
    );
  }

  async #catchUp(): Promise<Read> {
    let seq = this.#seq;
    // Should it fail, nobody is told of what it has read: all is read anew then.
    this.#behind = true;
    this.#seq = 0;
    const generation = await this.#mirror.generation();
    const anew = seq === 0 || generation !== this.#generation;
    if (anew) {
      this.#forgetAll(generation);
      seq = 0;
    }
    const others: StoredDoc[] = [];
    const gone: string[] = [];
    const cases = new Set<string>();
    for (;;) {
      const { results, last_seq } = await this.#mirror.store.changes(seq, PAGE);
      others.push(
        ...this.#put(results.flatMap(({ doc, deleted }) => (doc && deleted !== true ? [doc] : []))),
      );
      gone.push(...this.#drop(results.flatMap(({ id, deleted }) => (deleted === true ? [id] : []))));
      for (const { id } of results) if (isCase(id)) cases.add(restOf(id));
      if (results.length > 0) seq = last_seq;
      if (results.length < PAGE) break;
    }
    this.#seq = seq;
    this.#behind = false;
    return { others, gone, cases, anew };
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(work, work);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  /** Texts that were saved; those that came meanwhile are newer. */
  #loadTexts(): Promise<void> {
    this.#textsLoaded ??= this.#chunks.loadTexts().then(
      (saved) => {
        for (const [id, complaint, party] of saved) {
          const known = this.#texts.get(id);
          this.#texts.set(id, { complaint: known?.complaint ?? complaint, party: known?.party ?? party });
        }
      },
      (error: unknown) => {
        this.#textsLoaded = null;
        throw error;
      },
    );
    return this.#textsLoaded;
  }

  /** @returns those that are no cases */
  #put(docs: readonly StoredDoc[]): StoredDoc[] {
    const others: StoredDoc[] = [];
    for (const doc of docs) {
      const id = restOf(doc._id);
      if (isComplaint(doc)) {
        this.#server.set(id, caseEntry(doc));
        this.#textsOf(id).complaint = complaintText(doc);
        this.#chunks.touch(id);
      } else if (isParty(doc)) {
        this.#textsOf(id).party = partyText(doc.bodies);
        this.#chunks.touch(id);
      } else if (!isPage(doc._id)) others.push(doc);
    }
    this.#orders = {};
    return others;
  }

  /** @returns those that were no cases */
  #drop(ids: readonly string[]): string[] {
    return ids.filter((docId) => {
      const id = restOf(docId);
      if (docId.startsWith('complaint:')) {
        this.#server.delete(id);
        this.#texts.delete(id);
        this.#chunks.drop(id);
        this.#orders = {};
      } else if (docId.startsWith('party:') && this.#server.has(id)) {
        this.#textsOf(id).party = '';
        this.#chunks.forget(id);
      }
      return !isCase(docId) && !isPage(docId);
    });
  }

  #forgetAll(generation: number): void {
    this.#generation = generation;
    this.#seq = 0;
    this.#server.clear();
    this.#texts.clear();
    this.#chunks.clear();
    this.#textsLoaded = Promise.resolve();
    this.#orders = {};
  }

  #textsOf(id: string): Texts {
    const known = this.#texts.get(id);
    if (known !== undefined) return known;
    const fresh = { complaint: null, party: null };
    this.#texts.set(id, fresh);
    return fresh;
  }

  #text(id: string): SearchText {
    const saved = this.#texts.get(id);
    const own = this.#own.get(id)?.text;
    return {
      complaint: own?.complaint ?? saved?.complaint ?? '',
      party: own === undefined ? (saved?.party ?? '') : `${own.party}\n${saved?.party ?? ''}`,
    };
  }

  #due(): readonly CaseEntry[] {
    const orders = this.#currentOrders();
    orders.due ??= this.#entries().sort(byDue);
    return orders.due;
  }

  #currentOrders(): { due?: CaseEntry[]; received?: CaseEntry[] } {
    if (this.#orders.own !== this.#own.version) this.#orders = { own: this.#own.version };
    return this.#orders;
  }

  #entries(): CaseEntry[] {
    const own = this.#own.entries();
    if (own.length === 0) return this.#server.all();
    return [...this.#server.all().filter(({ id }) => this.#own.get(id) === undefined), ...own];
  }
}
