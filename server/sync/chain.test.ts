import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeStamp } from '../../src/domain/hlc.ts';
import { emptyChain, lastSeq, linksDocId, missingCount, receivedCount, withItem, withLink } from './chain.ts';

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
});
