/**
 * Which records of a source are here, by the source's own references. Kept in the accounts' database as small pages
 * that are only ever added, a page before its records are made: so a record whose day was corrected in a later file is
 * still the same record, and a page whose records never came costs nothing.
 */
import * as v from 'valibot';
import type { Uuid } from '../../../src/domain/ids.ts';
import { under } from '../../auth/stored.ts';
import type { Store } from '../../store/store.ts';

const page = v.looseObject({ records: v.array(v.tuple([v.string(), v.string()])) });
const pageId = (source: string, kind: string, number: number): string =>
  `import:${source}:${kind}:${String(number).padStart(8, '0')}`;

export class KnownRecords {
  readonly #accounts: Store;
  readonly #source: string;
  readonly #kind: string;
  readonly #ids = new Map<string, Uuid>();
  #pages = 0;

  private constructor(accounts: Store, source: string, kind: string) {
    this.#accounts = accounts;
    this.#source = source;
    this.#kind = kind;
  }

  static async open(accounts: Store, source: string, kind: string): Promise<KnownRecords> {
    const known = new KnownRecords(accounts, source, kind);
    for (const doc of await accounts.range(under(`import:${source}:${kind}:`))) {
      for (const [external, id] of v.parse(page, doc).records) known.#ids.set(external, id as Uuid);
      known.#pages += 1;
    }
    return known;
  }

  get(external: string): Uuid | undefined {
    return this.#ids.get(external);
  }

  /** Writes down which records are about to be made. */
  async add(records: readonly (readonly [external: string, id: Uuid])[]): Promise<void> {
    if (records.length === 0) return;
    const [result] = await this.#accounts.write([
      { _id: pageId(this.#source, this.#kind, this.#pages), type: 'import', v: 1, records },
    ]);
    if (result?.error !== undefined) throw new Error(`${this.#source} is being imported by another process`);
    this.#pages += 1;
    for (const [external, id] of records) this.#ids.set(external, id);
  }
}
