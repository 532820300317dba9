/**
 * What has arrived of a device's own count. Every item carries `seq`, from 1 and without gaps, and `prev`, the hash of
 * the item before; so a number that never came is seen, and a device that went back to an older state is noticed.
 * The head is kept as `chain:<device>`, the links in blocks as `links:<device>:<block>`, beside the data, so that a
 * backup holds all of it; no client can name either.
 */
import type { ChainLink } from '../../src/domain/admission/context.ts';
import type { Stamp } from '../../src/domain/hlc.ts';

export interface Chain {
  /** received numbers as inclusive ranges, ascending, never touching */
  readonly ranges: readonly (readonly [number, number])[];
  /** the highest stamp seen of this device */
  readonly mark: Stamp | null;
  /** what the device said it still held, when it last pushed; null: never said */
  readonly waiting: number | null;
  /** Unix milliseconds */
  readonly lastContact: number | null;
  /** numbers below the highest that have not come: from, to, and since when that has been seen (Unix milliseconds) */
  readonly gaps: readonly (readonly [number, number, number])[];
}
/** Links by number; two under one number: the device made two items of it. */
export type Links = Readonly<Record<number, readonly ChainLink[]>>;

export const emptyChain: Chain = { ranges: [], mark: null, waiting: null, lastContact: null, gaps: [] };
/** Links a block: a push rewrites one or two blocks, so they are small. */
const BLOCK = 64;

export const chainDocId = (device: string): string => `chain:${device}`;
export const linksDocId = (device: string, seq: number): string =>
  `links:${device}:${String(Math.floor(seq / BLOCK)).padStart(12, '0')}`;

export const lastSeq = (chain: Chain): number => chain.ranges.at(-1)?.[1] ?? 0;
export const receivedCount = (chain: Chain): number =>
  chain.ranges.reduce((sum, [from, to]) => sum + to - from + 1, 0);
/** Numbers below the highest that never came. */
export const missingCount = (chain: Chain): number => lastSeq(chain) - receivedCount(chain);

function withSeq(ranges: Chain['ranges'], seq: number): Chain['ranges'] {
  const last = ranges.at(-1);
  if (last && seq === last[1] + 1) return [...ranges.slice(0, -1), [last[0], seq]];
  const merged: [number, number][] = [];
  for (const [from, to] of [...ranges, [seq, seq] as const].sort((a, b) => a[0] - b[0])) {
    const open = merged.at(-1);
    if (open && from <= open[1] + 1) open[1] = Math.max(open[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

/** What lies between the ranges; what is left of a gap is as old as the gap. */
function gapsBetween(ranges: Chain['ranges'], before: Chain['gaps'], seen: number): Chain['gaps'] {
  let next = 1;
  const gaps: [number, number, number][] = [];
  for (const [from, to] of ranges) {
    if (from > next) gaps.push([next, from - 1, sinceOf(before, next, from - 1) ?? seen]);
    next = to + 1;
  }
  return gaps;
}

function sinceOf(gaps: Chain['gaps'], from: number, to: number): number | null {
  const same = gaps.filter((gap) => gap[0] <= to && gap[1] >= from).map(([, , since]) => since);
  return same.length === 0 ? null : Math.min(...same);
}

/** A gap that stays although its device has been in contact since. @param stays milliseconds */
export const isAlarming = ({ gaps, lastContact }: Chain, now: number, stays: number): boolean =>
  gaps.some(([, , since]) => now - since >= stays && lastContact !== null && lastContact > since);

/**
 * The chain with one more item; the same item again changes nothing.
 * @param seen Unix milliseconds: when it came
 */
export function withItem(
  chain: Chain,
  item: { readonly seq: number; readonly at: Stamp },
  seen: number = 0,
): Chain {
  const ranges = withSeq(chain.ranges, item.seq);
  return {
    ...chain,
    ranges,
    gaps: gapsBetween(ranges, chain.gaps, seen),
    mark: chain.mark === null || item.at > chain.mark ? item.at : chain.mark,
  };
}

/** The same link again changes nothing. */
export function withLinks(
  links: Links,
  added: readonly { readonly seq: number; readonly link: ChainLink }[],
): Links {
  const all: Record<number, readonly ChainLink[]> = { ...links };
  for (const { seq, link } of added) {
    const known = all[seq] ?? [];
    if (!known.some(({ hash }) => hash === link.hash)) all[seq] = [...known, link];
  }
  return all;
}

export const withLink = (links: Links, seq: number, link: ChainLink): Links =>
  withLinks(links, [{ seq, link }]);
