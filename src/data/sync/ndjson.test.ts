import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonLines } from './ndjson.ts';
import { eventNames } from './server-events.ts';

/** The bytes of a text, cut where the numbers say. */
async function* pieces(text: string, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  const at = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  let from = 0;
  for (const to of [...at, bytes.length]) {
    yield bytes.slice(from, to);
    from = to;
  }
}
async function all<T>(from: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const one of from) found.push(one);
  return found;
}

test('lines are the same, however the network cuts them, within characters too', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.jsonValue()), fc.array(fc.nat(500)), async (values, cuts) => {
      const text = values.map((value) => `${JSON.stringify(value)}\n`).join('');
      expect(await all(jsonLines(pieces(text, cuts)))).toEqual(
        values.map((value) => JSON.parse(JSON.stringify(value)) as unknown),
      );
    }),
  );
});

test('a line that was cut is not given out, whatever it could be read as', async () => {
  expect(await all(jsonLines(pieces('{"a":1}\n12', [3])))).toEqual([{ a: 1 }]);
});

test('events have their names, however they are cut, and comments are none', async () => {
  const text = ': open\n\nevent: change\ndata:\n\n: \n\nevent: figures\r\ndata:\r\n\r\ndata: x\n\nevent: cut';
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(200)), async (cuts) => {
      expect(await all(eventNames(pieces(text, cuts)))).toEqual(['change', 'figures', 'message']);
    }),
  );
});
