/**
 * The categories as a tree and what can be done to it. What is stored is a flat list; here each change is a function
 * from list to list, so that it can be done again to a list that somebody else has changed meanwhile.
 *
 * Invariants of every list that leaves here: codes are unique, a parent stands before its children, and a category
 * that was there stays (complaints have its code), be it retired.
 */
import type { Category, LocalizedText } from '../../../domain/registry.ts';

export type Categories = readonly Category[];
/** @returns null: it can't be done to this list, since what it is about has gone or changed its place */
export type Change = (categories: Categories) => Categories | null;

/** As the server has it. */
export const MAX_CATEGORIES = 5000;
const MAX_CODE = 120;

export interface Node {
  readonly category: Category;
  readonly children: readonly Node[];
}

const isRetired = ({ retired }: Category): boolean => retired === true;

export function treeOf(categories: Categories, withRetired: boolean): Node[] {
  const children = new Map<string | null, Category[]>();
  for (const one of categories) {
    if (!withRetired && isRetired(one)) continue;
    const siblings = children.get(one.parent);
    if (siblings === undefined) children.set(one.parent, [one]);
    else siblings.push(one);
  }
  const below = (parent: string | null): Node[] =>
    (children.get(parent) ?? []).map((category) => ({ category, children: below(category.code) }));
  return below(null);
}

/** Each right after its parent's last descendant, siblings in the order that they have. */
function ordered(categories: Categories): Category[] {
  const flat = (nodes: readonly Node[]): Category[] =>
    nodes.flatMap(({ category, children }) => [category, ...flat(children)]);
  return flat(treeOf(categories, true));
}

export function find(categories: Categories, code: string): Category | undefined {
  return categories.find((one) => one.code === code);
}

/** From the widest to the category itself. */
export function pathOf(categories: ReadonlyMap<string, Category>, code: string): Category[] {
  const path: Category[] = [];
  for (
    let at = categories.get(code);
    at !== undefined;
    at = at.parent === null ? undefined : categories.get(at.parent)
  ) {
    path.unshift(at);
  }
  return path;
}

/** The category and all below it. */
export function subtree(categories: Categories, code: string): ReadonlySet<string> {
  const within = new Set([code]);
  // parents come first, so one pass finds all
  for (const one of categories) if (one.parent !== null && within.has(one.parent)) within.add(one.code);
  return within;
}

/** Letters and digits of any script, as imports make codes too: `repair.came-back`. */
const wordsOf = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '') || '-';

/** @returns a code made of the parent's and the name, that isn't taken */
export function newCode(parent: string | null, name: string, taken: ReadonlySet<string>): string {
  const whole = parent === null ? wordsOf(name) : `${parent}.${wordsOf(name)}`;
  const stem = Array.from(whole)
    .slice(0, MAX_CODE - 6)
    .join('')
    .slice(0, MAX_CODE - 6);
  if (!taken.has(stem)) return stem;
  for (let number = 2; ; number += 1) if (!taken.has(`${stem}-${number}`)) return `${stem}-${number}`;
}

export interface NewCategory {
  readonly name: LocalizedText;
  /** how many levels below the parent: 0 is right under it */
  readonly depth: number;
}

export interface Added {
  readonly categories: Categories;
  /** codes of what is new, or is in use again */
  readonly added: readonly string[];
  /** names that the same parent had already */
  readonly known: readonly string[];
}

const plain = (name: string): string => name.normalize('NFKC').trim().toLowerCase();

/**
 * Adds categories in their order, each at its depth below `parent`. One that the same parent has already, by its name,
 * is not added again; a retired one comes back.
 */
export function addTo(categories: Categories, parent: string | null, news: readonly NewCategory[]): Added {
  const all = new Map(categories.map((one) => [one.code, one]));
  const byName = new Map(
    categories.map((one) => [`${one.parent ?? ''}\n${plain(one.name.default)}`, one.code]),
  );
  const codes = new Set(all.keys());
  const added: string[] = [];
  const known: string[] = [];
  const above: (string | null)[] = [parent];
  for (const { name, depth } of news) {
    const level = Math.min(depth, above.length - 1);
    const under = above[level] ?? null;
    const key = `${under ?? ''}\n${plain(name.default)}`;
    const existing = all.get(byName.get(key) ?? '');
    let code = existing?.code;
    if (existing === undefined) {
      code = newCode(under, name.default, codes);
      all.set(code, { code, parent: under, name });
      byName.set(key, code);
      codes.add(code);
      added.push(code);
    } else if (isRetired(existing)) {
      all.set(existing.code, withoutRetired(existing));
      added.push(existing.code);
    } else {
      known.push(name.default);
    }
    above.splice(level + 1, above.length, code ?? null);
  }
  return { categories: ordered([...all.values()]), added, known };
}

function withoutRetired(one: Category): Category {
  const { retired, ...category } = one;
  return retired === undefined ? one : category;
}

export const rename =
  (code: string, name: LocalizedText): Change =>
  (categories) =>
    find(categories, code) === undefined
      ? null
      : categories.map((one) => (one.code === code ? { ...one, name } : one));

/** Puts a category under another parent, as its last child. @returns null below itself, or below what isn't there */
export const move =
  (code: string, parent: string | null): Change =>
  (categories) => {
    const moved = find(categories, code);
    if (moved === undefined) return null;
    if (parent !== null && (find(categories, parent) === undefined || subtree(categories, code).has(parent)))
      return null;
    return ordered([...categories.filter((one) => one.code !== code), { ...moved, parent }]);
  };

/** Retires a category with all below it, or just these. */
export const retire =
  (codes: ReadonlySet<string>): Change =>
  (categories) =>
    categories.map((one) => (codes.has(one.code) ? { ...one, retired: true } : one));

/** Brings categories back, and whatever is above them: a category in use below a retired one couldn't be found. */
export const restore =
  (codes: ReadonlySet<string>): Change =>
  (categories) => {
    const all = new Map(categories.map((one) => [one.code, one]));
    const back = new Set([...codes].flatMap((code) => pathOf(all, code).map((one) => one.code)));
    return categories.map((one) => (back.has(one.code) ? withoutRetired(one) : one));
  };

/** Changes places with the sibling before or after it; at the end of its row it stays. */
export const shift =
  (code: string, by: -1 | 1): Change =>
  (categories) => {
    const one = find(categories, code);
    if (one === undefined) return null;
    const row = categories.filter(({ parent, retired }) => parent === one.parent && retired !== true);
    const other = row[row.indexOf(one) + by];
    if (other === undefined) return categories;
    return ordered(
      categories.map((each) => (each.code === code ? other : each.code === other.code ? one : each)),
    );
  };
