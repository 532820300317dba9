/** Copies of documents, each at the latest revision that was seen. With a limit, the one unused longest goes first. */
import * as v from 'valibot';
import type { StoredDoc } from '../store/store.ts';
import { generation } from './stored.ts';

const GONE = 10_000;

/** Maps and sets go through their keys in the order in which they were put. */
function cutOldest(keyed: { keys(): Iterator<string>; delete(key: string): boolean }): void {
  const oldest = keyed.keys().next();
  if (!oldest.done) keyed.delete(oldest.value);
}

export class LatestDocs<D extends { _id: string; _rev?: string | undefined }> {
  readonly #docs = new Map<string, D>();
  /** Lately deleted: a reading that began before the deletion must not bring one back. */
  readonly #gone = new Set<string>();
  readonly #schema: v.GenericSchema<unknown, D>;
  readonly #limit: number;

  constructor(schema: v.GenericSchema<unknown, D>, limit = Number.POSITIVE_INFINITY) {
    this.#schema = schema;
    this.#limit = limit;
  }

  get(id: string): D | undefined {
    const doc = this.#docs.get(id);
    if (doc !== undefined && this.#limit !== Number.POSITIVE_INFINITY) {
      this.#docs.delete(id);
      this.#docs.set(id, doc);
    }
    return doc;
  }

  all(): D[] {
    return [...this.#docs.values()];
  }

  drop(id: string): void {
    this.#docs.delete(id);
    this.#gone.add(id);
    if (this.#gone.size > GONE) cutOldest(this.#gone);
  }

  /** @returns the later of the copy it has and this one */
  take(stored: StoredDoc): D {
    const held = this.#docs.get(stored._id);
    if (held !== undefined && generation(held) >= generation(stored)) return held;
    const doc = v.parse(this.#schema, stored);
    if (this.#gone.has(doc._id)) return doc;
    this.#docs.set(doc._id, doc);
    if (this.#docs.size > this.#limit) cutOldest(this.#docs);
    return doc;
  }
}
