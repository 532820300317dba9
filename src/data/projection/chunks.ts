/**
 * The projection on disk: entries and search texts in chunks of JSON, so that a start reads a few documents and a change
 * rewrites one.
 *
 * Invariants
 * - All of a save is one transaction: chunks and the sequence of the mirror up to which they are complete.
 * - What was saved by another tab since is replaced as a whole: chunks of two tabs are never mixed.
 * - Everything in it can be rebuilt; what names another version or another mirror is not used.
 */
import type { NewDoc, StoredDoc } from '../store/engine.ts';
import type { Store } from '../store/store.ts';
import type { CaseEntry } from './case-entry.ts';
import { byDue } from './list.ts';
import { Members } from './members.ts';
import { packEntries, unpackEntries } from './packed-entry.ts';
import type { PackedEntries } from './packed-entry.ts';
import { savedJson } from './saved-json.ts';

/** To be raised whenever what is kept, or what it is made from, changes. */
const VERSION = 2;
/** Entries a chunk: 250 kB of rows, rewritten in 3 ms. */
const CHUNK = 1000;

interface Meta {
  readonly version: number;
  readonly generation: number;
  readonly seq: number;
  /** names one save */
  readonly stamp: string;
}
export interface Saved {
  readonly entries: readonly CaseEntry[];
  /** documents of the mirror that are no cases */
  readonly others: readonly StoredDoc[];
  /** of the mirror; all of it is complete up to there */
  readonly seq: number;
}
export type SavedText = readonly [id: string, complaint: string, party: string];

const nameOf = (kind: 'rows' | 'texts', chunk: number): string => `${kind}:${String(chunk).padStart(5, '0')}`;
const numberOf = (name: string): number => Number(name.slice(name.indexOf(':') + 1));

export class Chunks {
  readonly #store: Store;
  readonly #newStamp: () => string;
  readonly #members = new Members();
  readonly #dirty = new Set<number>();
  #changes = 0;
  #forgot = false;
  /** there is a save, whichever */
  #saved = false;
  /** the save that memory agrees with; null: none */
  #stamp: string | null = null;

  constructor(store: Store, newStamp: () => string) {
    this.#store = store;
    this.#newStamp = newStamp;
  }

  /** since the last save */
  get changes(): number {
    return this.#changes;
  }

  /** Whether what was saved may have what is to be forgotten. */
  get forgot(): boolean {
    return this.#forgot;
  }

  /** @param generation of the mirror */
  async load(generation: number): Promise<Saved | null> {
    const [[found, others], docs] = await Promise.all([
      this.#store.many(['meta', 'others']),
      this.#store.range('rows:', 'rows;'),
    ]);
    const meta = found as unknown as Meta | null | undefined;
    this.#saved = !!meta;
    if (!meta || meta.version !== VERSION || meta.generation !== generation) return null;
    // Of a mirror of which nothing had been read: it may have everything by now.
    if (meta.seq === 0) return null;
    const chunks = new Map(
      docs.map((doc) => [
        numberOf(doc._id),
        unpackEntries(savedJson<PackedEntries>(doc, { shared: [], rows: [] })),
      ]),
    );
    this.#members.restore(chunks);
    this.#stamp = meta.stamp;
    return {
      entries: [...chunks.values()].flat(),
      others: savedJson<StoredDoc[]>(others, []),
      seq: meta.seq,
    };
  }

  async loadTexts(): Promise<SavedText[]> {
    if (this.#stamp === null) return [];
    const docs = await this.#store.range('texts:', 'texts;');
    return docs.flatMap((doc) => savedJson<SavedText[]>(doc, []));
  }

  /** An entry is new or has changed. */
  touch(id: string): void {
    this.#dirty.add(this.#members.chunkOf(id) ?? this.#members.add(id, CHUNK));
    this.#changes += 1;
  }

  /** Something of an entry, or all of it, is to be forgotten. */
  forget(id: string): void {
    if (this.#members.chunkOf(id) !== undefined) this.touch(id);
    this.#forgot = true;
  }

  drop(id: string): void {
    this.#forgot = true;
    const chunk = this.#members.chunkOf(id);
    if (chunk === undefined) return;
    this.#members.drop(id);
    this.#dirty.add(chunk);
    this.#changes += 1;
  }

  clear(): void {
    this.#members.clear();
    this.#dirty.clear();
    this.#changes = 0;
    this.#forgot ||= this.#saved;
    this.#stamp = null;
  }

  /** @param state of the moment; `entry` and `text` are asked for at once, before anything is awaited */
  async save(state: {
    readonly generation: number;
    readonly seq: number;
    readonly others: readonly StoredDoc[];
    readonly entry: (id: string) => CaseEntry | undefined;
    readonly text: (id: string) => SavedText;
  }): Promise<void> {
    const revs = await this.#store.revisions();
    const [found] = await this.#store.many(['meta']);
    const ours = this.#stamp !== null && (found as unknown as Meta | null | undefined)?.stamp === this.#stamp;
    if (!ours) for (let at = 0; at < this.#members.size; at += 1) this.#dirty.add(at);
    const stamp = this.#newStamp();
    const meta: Meta = { version: VERSION, generation: state.generation, seq: state.seq, stamp };
    const chunks = [...this.#dirty].flatMap((chunk): NewDoc[] => {
      const ids = this.#members.of(chunk);
      // In the order of the first list: ten sorted stretches are a third of the work to sort.
      const entries = ids.flatMap((id) => state.entry(id) ?? []).toSorted(byDue);
      const rows = JSON.stringify(packEntries(entries));
      const texts = JSON.stringify(ids.map(state.text));
      return [
        { _id: nameOf('rows', chunk), json: rows },
        { _id: nameOf('texts', chunk), json: texts },
      ];
    });
    this.#dirty.clear();
    this.#changes = 0;
    const surplus = [...revs.keys()].filter((id) => id.includes(':') && numberOf(id) >= this.#members.size);
    const docs: NewDoc[] = [
      { _id: 'meta', ...meta },
      { _id: 'others', json: JSON.stringify(state.others) },
      ...chunks,
      ...surplus.map((_id) => ({ _id, _deleted: true })),
    ];
    this.#stamp = null;
    const forgot = this.#forgot;
    this.#forgot = false;
    try {
      await this.#store.write(docs.map((doc) => ({ ...doc, _rev: revs.get(doc._id) })).map(withoutEmptyRev));
    } catch (error) {
      this.#forgot ||= forgot;
      throw error;
    }
    this.#stamp = stamp;
    this.#saved = true;
  }
}

function withoutEmptyRev({ _rev, ...doc }: NewDoc): NewDoc {
  return _rev === undefined ? doc : { ...doc, _rev };
}
