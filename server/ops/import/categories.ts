/**
 * Categories as an import meets them. A code is made of the names on its path, so that the same path has the same code
 * at every run and in every file of the source; the names themselves stand in the taxonomy only.
 */
import { createHash } from 'node:crypto';
import type { Category } from '../../../src/domain/registry.ts';

/** what a category code may have */
const MAX_CODE = 120;

/** Letters and digits of any script, all else a hyphen: "Cont'd attempts" and "Contd attempts" differ. */
export const slugOf = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '') || '-';

/** A code too long for a category is cut, and told apart by a hash of the whole. */
export function fitted(code: string): string {
  if (code.length <= MAX_CODE) return code;
  const hash = createHash('sha256').update(code).digest('hex').slice(0, 12);
  return `${code.slice(0, MAX_CODE - hash.length - 1)}~${hash}`;
}

/** @param names from the widest to the narrowest, none empty */
export function pathOf(names: readonly string[]): Category[] {
  const path: Category[] = [];
  let whole = '';
  for (const name of names) {
    whole = whole === '' ? slugOf(name) : `${whole}.${slugOf(name)}`;
    path.push({
      code: fitted(whole),
      parent: path.at(-1)?.code ?? null,
      name: { default: name.slice(0, 200) },
    });
  }
  return path;
}

/** The categories that an import met, added to those of a taxonomy; what is there keeps its name and its place. */
export class Categories {
  readonly #met = new Map<string, Category>();
  readonly #existing: ReadonlySet<string>;
  #unwritten = false;

  constructor(existing: readonly Category[]) {
    this.#existing = new Set(existing.map(({ code }) => code));
  }

  add(path: readonly Category[]): void {
    for (const one of path) {
      if (this.#existing.has(one.code) || this.#met.has(one.code)) continue;
      this.#met.set(one.code, one);
      this.#unwritten = true;
    }
  }

  /** how many were not there before */
  get added(): number {
    return this.#met.size;
  }

  /** Whether some were met since this was last asked. */
  takeUnwritten(): boolean {
    const unwritten = this.#unwritten;
    this.#unwritten = false;
    return unwritten;
  }

  /** @returns these and the new ones, each right after its parent's last descendant, siblings in the order they came */
  over(existing: readonly Category[]): Category[] {
    const all = new Map([...this.#met.values(), ...existing].map((one) => [one.code, one]));
    const ordered = [...existing, ...this.#met.values()].flatMap(({ code }) => all.get(code) ?? []);
    const children = new Map<string | null, Category[]>();
    for (const one of new Set(ordered)) {
      const parent = one.parent !== null && all.has(one.parent) ? one.parent : null;
      const siblings = children.get(parent);
      if (siblings === undefined) children.set(parent, [one]);
      else siblings.push(one);
    }
    const below = (parent: string | null): Category[] =>
      (children.get(parent) ?? []).flatMap((one) => [one, ...below(one.code)]);
    return below(null);
  }
}
