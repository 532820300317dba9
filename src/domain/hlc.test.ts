import * as fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { MAX_LEAD, effectiveMs, makeStamp, stamp, stampMs, tick, witness } from './hlc.ts';
import type { Stamp } from './hlc.ts';

const ms = fc.integer({ min: 0, max: 2 ** 47 });
const stamps = fc.tuple(ms, fc.nat(0xffff)).map(([at, counter]) => makeStamp(at, counter));

describe('a hybrid logical clock', () => {
  it('gives stamps whose order as text is their order in time', () => {
    fc.assert(
      fc.property(ms, fc.nat(0xffff), ms, fc.nat(0xffff), (a, i, b, j) => {
        const earlier = a < b || (a === b && i < j);
        expect(makeStamp(a, i) < makeStamp(b, j)).toBe(earlier);
        expect(stampMs(makeStamp(a, i))).toBe(a);
        expect(v.is(stamp, makeStamp(a, i))).toBe(true);
      }),
    );
  });

  it('only goes forward, whatever the wall clock does and whatever it hears', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(ms, fc.option(stamps, { nil: null })), { minLength: 2 }), (steps) => {
        let last: Stamp | null = null;
        for (const [now, heard] of steps) {
          if (heard !== null) last = witness(last, heard, now);
          const next: Stamp = tick(last, now);
          if (last !== null) expect(next > last).toBe(true);
          expect(v.is(stamp, next)).toBe(true);
          last = next;
        }
      }),
    );
  });

  it('goes on in the next millisecond when a counter is full', () => {
    expect(tick(makeStamp(7, 0xffff), 3)).toBe(makeStamp(8, 0));
  });

  it('is not dragged along by a stamp from more than five minutes ahead', () => {
    const now = 1_000_000_000;
    expect(witness(null, makeStamp(now + MAX_LEAD + 1, 0), now)).toBeNull();
    expect(witness(null, makeStamp(now + MAX_LEAD, 0), now)).toBe(makeStamp(now + MAX_LEAD, 0));
    expect(witness(makeStamp(now, 5), makeStamp(now, 4), now)).toBe(makeStamp(now, 5));
  });

  it('counts a hasty stamp as of when it was first seen, plus the lead', () => {
    expect(effectiveMs(makeStamp(9_000_000, 0), 1_000)).toBe(1_000 + MAX_LEAD);
    expect(effectiveMs(makeStamp(500, 0), 1_000)).toBe(500);
  });
});
