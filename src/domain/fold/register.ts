/**
 * A field that several people may write without knowing of each other. A write replaces those that its author had
 * seen; what is left stands against each other, and the one that is last in the order of the fold holds.
 */
import { canonicalText } from '../canonical.ts';
import type { EventUuid } from '../ids.ts';
import type { Ancestry } from './ancestry.ts';

export interface Write<V> {
  readonly event: EventUuid;
  readonly pos: number;
  readonly value: V;
}

/** @property live it stands: nobody who had seen it has written since */
export interface KeptWrite<V> extends Write<V> {
  readonly live: boolean;
}

export interface Claim {
  readonly event: EventUuid;
  readonly value: unknown;
}

export class Register<V> {
  private readonly writes: Write<V>[];
  private live: Write<V>[];
  private readonly ancestry: Ancestry;
  private readonly shown: (value: V) => unknown;

  /**
   * @param shown the part of a value by which two of them differ, and which a claim shows
   * @param before what `keep` said, to go on from
   */
  constructor(
    ancestry: Ancestry,
    shown: (value: V) => unknown = (value) => value,
    before: readonly KeptWrite<V>[] = [],
  ) {
    this.ancestry = ancestry;
    this.shown = shown;
    this.writes = before.map(({ event, pos, value }) => ({ event, pos, value }));
    this.live = this.writes.filter((_, index) => before[index]?.live === true);
  }

  write(event: EventUuid, pos: number, value: V): void {
    const write = { event, pos, value };
    this.live = [...this.live.filter((one) => !this.ancestry.hadSeen(pos, one.pos)), write];
    this.writes.push(write);
  }

  /** @returns the write that holds */
  get held(): Write<V> | undefined {
    return this.live.at(-1);
  }

  /** @returns what stands against each other, the one that holds first; empty when nothing does */
  contest(): readonly Claim[] {
    const claims = this.distinct(this.live);
    return claims.length > 1 ? claims : [];
  }

  /**
   * Chooses between values that stood against each other when the event at `pos` was made, and writes the choice.
   * @returns false when nothing was contested then, or the choice was not one of the claims
   */
  settle(event: EventUuid, pos: number, choice: EventUuid): boolean {
    const seen = this.writes.filter((one) => this.ancestry.hadSeen(pos, one.pos));
    const stands = (one: Write<V>): boolean =>
      !seen.some((other) => this.ancestry.hadSeen(other.pos, one.pos));
    const chosen = seen.find((one) => one.event === choice);
    if (chosen === undefined || !stands(chosen)) return false;
    const value = this.key(chosen);
    // From the latest, which always stands: two thousand claims must not take two thousand times two thousand steps.
    if (!seen.toReversed().some((one) => this.key(one) !== value && stands(one))) return false;
    this.write(event, pos, chosen.value);
    return true;
  }

  /**
   * The writes that anything later can still ask about: those that stand, and of what one of `anchors` had seen those
   * that stood then. Whoever has seen another through an anchor has seen by it what replaced that one.
   * @param anchors positions; whoever writes from here on has seen only what one of them had, and themselves
   */
  keep(anchors: Iterable<number>): KeptWrite<V>[] {
    const live = new Set(this.live);
    const kept = new Set(live);
    for (const anchor of anchors) {
      const standing: Write<V>[] = [];
      for (const one of this.writes.toReversed()) {
        if (one.pos !== anchor && !this.ancestry.hadSeen(anchor, one.pos)) continue;
        if (standing.some((later) => this.ancestry.hadSeen(later.pos, one.pos))) continue;
        standing.push(one);
        kept.add(one);
      }
    }
    return this.writes.filter((one) => kept.has(one)).map((one) => ({ ...one, live: live.has(one) }));
  }

  /** Latest first, each value once; a single write needs no looking at. */
  private distinct(writes: readonly Write<V>[]): Claim[] {
    if (writes.length < 2) return [];
    const byValue = new Map<string, Claim>();
    for (const one of writes.toReversed()) {
      const key = this.key(one);
      if (!byValue.has(key)) byValue.set(key, this.claim(one));
    }
    return [...byValue.values()];
  }

  private key({ value }: Write<V>): string {
    return canonicalText(this.shown(value));
  }

  private claim({ event, value }: Write<V>): Claim {
    return { event, value: this.shown(value) };
  }
}
