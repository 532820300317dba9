/**
 * The chains that one push touches: read when asked for, changed in memory, written together with the items. A write
 * that meets another's (a second server process) is made again on what is stored then: adding is idempotent.
 */
import type { ChainLink } from '../../src/domain/admission/context.ts';
import type { NewDoc, Store, StoredDoc } from '../store/store.ts';
import { chainDocId, emptyChain, linksDocId, withItem, withLink, withLinks } from './chain.ts';
import type { Chain, Links } from './chain.ts';

interface Noted {
  readonly device: string;
  readonly seq: number;
  readonly link: ChainLink;
  /** Unix milliseconds */
  readonly seen: number;
}
/** What a push says of its device beside its items. */
export interface Contact {
  readonly device: string;
  /** absent: it did not say, and what it said before stands */
  readonly waiting?: number | null;
  /** Unix milliseconds */
  readonly at: number;
}

export class ChainBook {
  readonly #data: Store;
  readonly #docs = new Map<string, StoredDoc | null>();
  readonly #noted: Noted[] = [];
  /** the same by number and device */
  readonly #notedAt = new Map<string, Noted[]>();
  /** chains with what was noted, by device: a batch is mostly of one device, and asks for it with each item */
  readonly #running = new Map<string, Chain>();
  #contact: Contact | null = null;

  constructor(data: Store) {
    this.#data = data;
  }

  /** Reads at once what a push will ask for. */
  async load(items: readonly { device: string; seq: number }[]): Promise<void> {
    const ids = items.flatMap(({ device, seq }) => [
      chainDocId(device),
      linksDocId(device, seq - 1),
      linksDocId(device, seq),
      linksDocId(device, seq + 1),
    ]);
    await this.#read([...new Set(ids)].filter((id) => !this.#docs.has(id)));
  }

  async chain(device: string): Promise<Chain> {
    const known = this.#running.get(device);
    if (known !== undefined) return known;
    const noted = this.#noted.filter((one) => one.device === device);
    const chain = withNoted(chainIn(await this.#doc(chainDocId(device))), noted);
    this.#running.set(device, chain);
    return chain;
  }

  async links(device: string, seq: number): Promise<readonly ChainLink[]> {
    const stored = linksIn(await this.#doc(linksDocId(device, seq)))[seq] ?? [];
    const mine = this.#notedAt.get(`${seq} ${device}`) ?? [];
    return (
      mine.reduce((links, { link }) => withLink(links, seq, link), { [seq]: stored } as Links)[seq] ?? []
    );
  }

  /** @param seen Unix milliseconds: when it came */
  async note(device: string, seq: number, link: ChainLink, seen: number): Promise<void> {
    const noted = { device, seq, link, seen };
    this.#noted.push(noted);
    const at = `${seq} ${device}`;
    this.#notedAt.set(at, [...(this.#notedAt.get(at) ?? []), noted]);
    this.#running.set(device, withItem(await this.chain(device), { seq, at: link.at }, seen));
  }

  contact(contact: Contact): void {
    this.#contact = contact;
  }

  /** The documents to write beside the items. */
  changes(): NewDoc[] {
    const changed = new Map<string, NewDoc>();
    const take = (id: string): NewDoc => changed.get(id) ?? { ...(this.#docs.get(id) ?? { _id: id }) };
    // Together for each document: a batch is mostly one device's, and its numbers neighbours.
    for (const [id, noted] of grouped(this.#noted, ({ device }) => chainDocId(device))) {
      const head = take(id);
      changed.set(id, { ...head, chain: withNoted(chainIn(head), noted) });
    }
    for (const [id, noted] of grouped(this.#noted, ({ device, seq }) => linksDocId(device, seq)))
      changed.set(id, { ...take(id), links: withLinks(linksIn(take(id)), noted) });
    if (this.#contact !== null) {
      const { device, at, ...said } = this.#contact;
      const head = take(chainDocId(device));
      changed.set(head._id, { ...head, chain: { ...chainIn(head), ...said, lastContact: at } });
    }
    return [...changed.values()];
  }

  /** Forgets what was read of these documents, so that `changes` and `chain` are made on what is stored now. */
  async reread(ids: readonly string[]): Promise<void> {
    await this.#read(ids);
    this.#running.clear();
  }

  async #doc(id: string): Promise<StoredDoc | null> {
    if (!this.#docs.has(id)) await this.#read([id]);
    return this.#docs.get(id) ?? null;
  }

  async #read(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const docs = await this.#data.getMany(ids);
    for (const [at, id] of ids.entries()) this.#docs.set(id, docs[at] ?? null);
  }
}

function grouped<T>(all: readonly T[], by: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(by(one));
    if (group === undefined) groups.set(by(one), [one]);
    else group.push(one);
  }
  return groups;
}

const withNoted = (chain: Chain, noted: readonly Noted[]): Chain =>
  noted.reduce((so, { seq, link, seen }) => withItem(so, { seq, at: link.at }, seen), chain);

type Fields = Readonly<Record<string, unknown>>;
export const chainIn = (doc: Fields | null): Chain => ({
  ...emptyChain,
  ...(doc?.['chain'] as Chain | undefined),
});
const linksIn = (doc: Fields | null): Links => (doc?.['links'] as Links | undefined) ?? {};
