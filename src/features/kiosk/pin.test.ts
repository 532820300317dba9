import { expect, test } from 'vitest';
import { markPin, pinFits } from './pin.ts';
import { afterWrong, noTries, waitOf } from './tries.ts';

const salt = (): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(16));

test('only the PIN that was chosen opens the staff’s screen, and it is not in what is kept', async () => {
  const mark = await markPin('4711', salt(), 1000);
  expect(await pinFits('4711', mark)).toBe(true);
  expect(await pinFits('4712', mark)).toBe(false);
  expect(await pinFits('', mark)).toBe(false);
  expect(JSON.stringify(mark)).not.toContain('4711');
  expect((await markPin('4711', salt(), 1000)).hash).not.toBe(mark.hash);
});

test('a mark that was tampered with opens nothing', async () => {
  const mark = await markPin('4711', salt(), 1000);
  expect(await pinFits('4711', { ...mark, salt: '!' })).toBe(false);
});

test('five wrong PINs are free, then each makes the wait longer, up to an hour', () => {
  let tries = noTries;
  const waits = Array.from({ length: 15 }, () => {
    tries = afterWrong(tries, 1000);
    return waitOf(tries, 1000) / 1000;
  });
  expect(waits.slice(0, 7)).toEqual([0, 0, 0, 0, 30, 60, 120]);
  expect(waits.at(-1)).toBe(3600);
});

test('a wait ends, and a clock set back does not make it longer', () => {
  const tries = { wrong: 5, last: 100_000 };
  expect(waitOf(tries, 110_000)).toBe(20_000);
  expect(waitOf(tries, 130_000)).toBe(0);
  expect(waitOf(tries, 0)).toBe(30_000);
});
