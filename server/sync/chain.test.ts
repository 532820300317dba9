import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeStamp } from '../../src/domain/hlc.ts';
import {
  emptyChain,
  isAlarming,
  lastSeq,
  linksDocId,
  missingCount,
  receivedCount,
  withItem,
  withLink,
} from './chain.ts';

const chainOf = (seqs: readonly number[]) =>
  seqs.reduce((chain, seq) => withItem(chain, { seq, at: makeStamp(seq, 0) }), emptyChain);

describe('a chain', () => {
  it('counts what came and what is missing, in any order of arrival and with repetitions', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 })), (seqs) => {
        const chain = chainOf(seqs);
        const distinct = new Set(seqs);
        expect(receivedCount(chain)).toBe(distinct.size);
        expect(lastSeq(chain)).toBe(Math.max(0, ...seqs));
        expect(missingCount(chain)).toBe(Math.max(0, ...seqs) - distinct.size);
      }),
    );
  });

  it('is the same whatever the order', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 40 })), (seqs) => {
        expect(chainOf(seqs)).toEqual(chainOf([...seqs].sort((a, b) => a - b)));
      }),
    );
  });

  it('keeps both items that were made under one number, and each of them once', () => {
    const link = (hash: string) => ({ hash, prev: null, at: makeStamp(1, 0) });
    const links = [link('a'), link('b'), link('a')].reduce((all, one) => withLink(all, 7, one), {});
    expect(links).toEqual({ 7: [link('a'), link('b')] });
  });

  it('keeps neighbours in one block, and the blocks of a device in the order of their numbers', () => {
    expect(linksDocId('d', 1)).toBe(linksDocId('d', 63));
    expect(linksDocId('d', 63) < linksDocId('d', 64)).toBe(true);
    expect(linksDocId('d', 640) < linksDocId('d', 6400)).toBe(true);
  });

  it('knows since when each number has been missing, whatever else comes', () => {
    const items = fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 1 });
    fc.assert(
      fc.property(items, (seqs) => {
        let chain = emptyChain;
        const since = new Map<number, number>();
        for (const [now, seq] of seqs.entries()) {
          chain = withItem(chain, { seq, at: makeStamp(1, 0) }, now);
          since.delete(seq);
          const came = new Set(seqs.slice(0, now + 1));
          for (let n = 1; n < Math.max(...came); n += 1) if (!came.has(n) && !since.has(n)) since.set(n, now);
        }
        const missing = chain.gaps.flatMap(([from, to]) =>
          Array.from({ length: to - from + 1 }, (_, at) => from + at),
        );
        expect(missing).toEqual([...since.keys()].sort((a, b) => a - b));
        expect(missing.length).toBe(missingCount(chain));
        for (const [from, to, seen] of chain.gaps)
          expect(seen).toBe(Math.min(...[...since].flatMap(([n, at]) => (n >= from && n <= to ? [at] : []))));
      }),
    );
  });

  it('alarms when a gap has stayed for long enough and its device has been in contact since', () => {
    const gap = withItem(
      withItem(emptyChain, { seq: 1, at: makeStamp(1, 0) }, 100),
      { seq: 3, at: makeStamp(2, 0) },
      100,
    );
    const contact = (lastContact: number | null) => ({ ...gap, lastContact });
    expect(isAlarming(contact(150), 199, 100)).toBe(false);
    expect(isAlarming(contact(150), 200, 100)).toBe(true);
    expect(isAlarming(contact(100), 900, 100)).toBe(false);
    expect(isAlarming(contact(null), 900, 100)).toBe(false);
    expect(
      isAlarming({ ...withItem(gap, { seq: 2, at: makeStamp(2, 0) }, 300), lastContact: 400 }, 900, 100),
    ).toBe(false);
  });
});
