import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalBytes, canonicalText } from './canonical.ts';

/** RFC 8785, section 3.2.2 to 3.2.4: its own example, and the sorting example of 3.2.3. */
const example: unknown = JSON.parse(
  String.raw`{
    "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
    "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
    "literals": [null, true, false]
  }`,
);

describe('canonical JSON', () => {
  it('is that of RFC 8785', () => {
    expect(canonicalText(example)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
    const names = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, '\u00f6': 7 };
    expect(canonicalText(names)).toBe(
      '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\u{1f600}":5,"\ufb33":3}',
    );
  });

  it('does not depend on the order of keys, and says the same as the value', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).toReversed());
        expect(canonicalText(turned)).toBe(canonicalText(value));
        expect(JSON.parse(canonicalText(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('is UTF-8', () => {
    expect(new TextDecoder().decode(canonicalBytes({ word: 'ჩივილი' }))).toBe('{"word":"ჩივილი"}');
  });

  it('refuses what JSON cannot say', () => {
    const impossible: [unknown, string][] = [
      [Number.NaN, 'NaN'],
      [Infinity, 'Infinity'],
      ['\ud83d', 'surrogate'],
      [undefined, 'not JSON'],
    ];
    for (const [value, why] of impossible) expect(() => canonicalText(value)).toThrow(why);
  });
});
