import * as v from 'valibot';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { uuid } from './ids.ts';
import { responseId } from './response-id.ts';

const tenBytes = fc.uint8Array({ minLength: 10, maxLength: 10 });

test('every id is one that documents take, and later ids sort behind earlier ones', () => {
  fc.assert(
    fc.property(fc.nat({ max: 2 ** 41 }), tenBytes, tenBytes, (now, one, other) => {
      expect(v.is(uuid, responseId(now, one))).toBe(true);
      expect(responseId(now, one) < responseId(now + 1, other)).toBe(true);
    }),
  );
});

test('the time and the random bits are where RFC 9562 puts them', () => {
  // The example of appendix A.6: 2022-02-22T19:22:22Z, rand_a 0xCC3, rand_b 0x18C4DC0C0C07398F
  const random = Uint8Array.from([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);
  expect(responseId(0x017f22e279b0, random)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
});
