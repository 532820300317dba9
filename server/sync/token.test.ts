import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Sealer } from './token.ts';
import type { Checkpoint } from './token.ts';

const sample: Checkpoint = { epoch: 'a.b', actor: 'p1', scope: 'branch:x', data: '12-abc', registry: 4 };

describe('a sealed checkpoint', () => {
  it('opens to what was sealed, and says nothing of it before', () => {
    const token = new Sealer('secret').seal(sample);
    expect(token).not.toContain('branch');
    expect(new Sealer('secret').open(token)).toEqual(sample);
  });

  it('has a length that does not tell how far the sequence is', () => {
    const sealer = new Sealer('secret');
    const lengths = [4, 40, 4_000, 4_000_000].map(
      (at) => sealer.seal({ ...sample, data: at, registry: at }).length,
    );
    expect(new Set(lengths).size).toBe(1);
  });

  it('does not open under another secret, nor when a single character differs', () => {
    const token = new Sealer('secret').seal(sample);
    expect(new Sealer('other').open(token)).toBeNull();
    fc.assert(
      fc.property(fc.nat(token.length - 2), (at) => {
        const other = token[at] === 'A' ? 'B' : 'A';
        expect(new Sealer('secret').open(token.slice(0, at) + other + token.slice(at + 1))).toBeNull();
      }),
    );
  });

  it('takes any text for no token at all', () => {
    fc.assert(fc.property(fc.string(), (text) => new Sealer('s').open(text) === null));
  });
});
