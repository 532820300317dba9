import type { ChangedDoc, MissingRow, NewDoc, Pouch, Row, StoredDoc, Written } from './engine.ts';
import { failureOf, isMissing } from './failure.ts';

/** A write that the store took only in part; under our locks that is a bug or a damaged store. */
export class WriteRefused extends Error {
  override readonly name = 'WriteRefused';
}

/** `idb` says nothing when the browser closes a database while it is being opened, or when another tab blocks it. */
class NotOpened extends Error {
  override readonly name = 'NotOpened';
}
/** Milliseconds. */
const OPENING = 20_000;

/** A `_local` document that replaces what was `found`. */
export const localDoc = (id: string, value: object, found: { readonly _rev: string } | null): NewDoc => {
  const { _rev: _, ...content } = { _rev: undefined, ...value };
  return { ...content, _id: `_local/${id}`, ...(found === null ? {} : { _rev: found._rev }) };
};

const isRow = (row: Row | MissingRow): row is Row => 'id' in row;

/**
 * One database, held open, and opened again when the browser has closed it under us.
 *
 * Invariants
 * - `work` that failed because the database was closed is done once more on the reopened one, so it must be such that
 *   doing it twice is doing it once; each call below is one transaction or a read.
 * - Which database is opened is asked anew each time (`open`), because another tab may have replaced it.
 */
export class Store {
  readonly #open: () => Promise<Pouch>;
  #db: Promise<Pouch> | null = null;
  /** the database that has answered once: it is open */
  #answered: Promise<Pouch> | null = null;
  #ended = false;

  constructor(open: () => Promise<Pouch>) {
    this.#open = open;
  }

  /** @throws what the engine throws; `failureOf` gives it a code */
  async use<T>(work: (db: Pouch) => PromiseLike<T>): Promise<T> {
    const held = this.#hold();
    try {
      const result = await this.#inTime(held, work(await held));
      this.#answered = held;
      return result;
    } catch (error) {
      const failure = failureOf(error);
      // After a quota error `idb` has closed its connection too: without a new one every later call would fail.
      if (failure !== 'store.failed') await this.#letGo(held);
      if (failure !== 'store.closed' || this.#ended || error instanceof NotOpened) throw error;
      return await work(await this.#hold());
    }
  }

  /** A `_local` document: it has no history, and never leaves the device. */
  local<T extends object>(id: string): Promise<(T & { _rev: string }) | null> {
    return this.use(async (db) => {
      try {
        return (await db.get(`_local/${id}`)) as unknown as T & { _rev: string };
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    });
  }

  /** Documents with `from <= _id < to`. */
  range(from: string, to: string): Promise<StoredDoc[]> {
    return this.use(async (db) => {
      const { rows } = await db.allDocs({ startkey: from, endkey: to, include_docs: true });
      return rows.flatMap((row) => (isRow(row) && row.doc && row.id !== to ? [row.doc] : []));
    });
  }

  /** In the order of `ids`; null for what is absent or deleted. */
  many(ids: readonly string[]): Promise<(StoredDoc | null)[]> {
    if (ids.length === 0) return Promise.resolve([]);
    return this.use(async (db) => {
      const { rows } = await db.allDocs({ keys: ids, include_docs: true });
      return rows.map((row) => (isRow(row) ? (row.doc ?? null) : null));
    });
  }

  /** Current revision of every document, by id. */
  revisions(): Promise<Map<string, string>> {
    return this.use(async (db) => {
      const { rows } = await db.allDocs({ startkey: '', endkey: '\uffff', include_docs: false });
      return new Map(rows.flatMap((row) => (isRow(row) ? [[row.id, row.value.rev] as const] : [])));
    });
  }

  changes(since: number, limit: number): Promise<{ results: readonly ChangedDoc[]; last_seq: number }> {
    return this.use((db) => db.changes({ since, limit, include_docs: true }));
  }

  updateSeq(): Promise<number> {
    return this.use(async (db) => (await db.info()).update_seq);
  }

  /** One transaction, on disk when it returns. @throws WriteRefused when a document was not taken */
  async write(docs: NewDoc[]): Promise<readonly Written[]> {
    // `idb` and `leveldb` put their own fields into what they are given.
    const results = await this.use((db) => db.bulkDocs(docs.map((doc) => ({ ...doc }))));
    const refused = results.find((result) => result.error);
    if (refused !== undefined) throw new WriteRefused(JSON.stringify(refused));
    return results as readonly Written[];
  }

  /** Changes a `_local` document; read and changed anew when somebody else wrote in between. @returns what is written */
  async updateLocal<T extends object>(id: string, change: (found: T | null) => T): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      const found = await this.local<T>(id);
      const next = change(found);
      if (next === found) return next;
      try {
        await this.write([localDoc(id, next, found)]);
        return next;
      } catch (error) {
        if (!(error instanceof WriteRefused) || tries === 8) throw error;
      }
    }
  }

  /** Documents with the server's revisions, and `_local` ones, in one transaction. */
  async mirror(docs: NewDoc[]): Promise<void> {
    const refused = await this.use((db) =>
      db.bulkDocs(
        docs.map((doc) => ({ ...doc })),
        { new_edits: false },
      ),
    );
    if (refused.length > 0) throw new WriteRefused(JSON.stringify(refused[0]));
  }

  /** Closes what is open; the next use opens what is then current. */
  async reopen(): Promise<void> {
    if (this.#db !== null) await this.#letGo(this.#db);
  }

  async close(): Promise<void> {
    this.#ended = true;
    await this.reopen();
  }

  #hold(): Promise<Pouch> {
    // Whoever comes late must not open what its owner has left, and may be removing.
    if (this.#ended) return Promise.reject(new Error('database is closed'));
    this.#db ??= this.#open();
    return this.#db;
  }

  async #letGo(held: Promise<Pouch>): Promise<void> {
    if (this.#db === held) this.#db = null;
    const closing = held
      .then((db) => db.close())
      // It is closed already, or could not be opened.
      .catch(() => undefined);
    // What never opened never closes.
    if (this.#answered === held) await closing;
  }

  /** Only what a newly opened database is asked first can wait for ever: for the opening. */
  async #inTime<T>(held: Promise<Pouch>, work: PromiseLike<T>): Promise<T> {
    if (this.#answered === held) return await work;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tooLong = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new NotOpened('database not open')), OPENING);
    });
    try {
      return await Promise.race([work, tooLong]);
    } finally {
      clearTimeout(timer);
    }
  }
}
