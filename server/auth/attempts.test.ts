import { expect, test } from 'vitest';
import { Attempts, waitAfter } from './attempts.ts';

const MINUTE = 60_000;

function attempts() {
  let now = 0;
  const docs = new Map<string, Record<string, unknown>>();
  const store = {
    getLocal: async (id: string) => docs.get(id) ?? null,
    putLocal: async (id: string, value: Record<string, unknown>) => void docs.set(id, value),
  };
  return { docs, pass: (ms: number) => (now += ms), guesses: new Attempts(store, () => now) };
}

test('the wait doubles from five seconds to a quarter of an hour and no further', () => {
  const waits = [0, 4, 5, 6, 7, 12, 13, 400, 1e9].map((failures) => waitAfter(failures, { free: 5 }) / 1000);
  expect(waits).toEqual([0, 0, 5, 10, 20, 640, 900, 900, 900]);
});

test('failures are forgotten an hour after the last one', async () => {
  const { guesses, pass } = attempts();
  const guess = { login: 'ana', address: '10.0.0.1' };
  for (let count = 0; count < 5; count += 1) expect((await guesses.begin(guess)).ok).toBe(true);
  expect((await guesses.begin(guess)).ok).toBe(false);
  pass(61 * MINUTE);
  for (let count = 0; count < 5; count += 1) expect((await guesses.begin(guess)).ok).toBe(true);
});

test('one address that tries many logins waits too, and one good password does not wipe that out', async () => {
  const { guesses } = attempts();
  const address = '10.0.0.1';
  for (let count = 0; count < 40; count += 1) await guesses.begin({ login: `login${count}`, address });
  await guesses.begin({ login: 'own', address });
  await guesses.succeeded({ login: 'own', address });
  const codes: boolean[] = [];
  for (let count = 40; count < 55; count += 1)
    codes.push((await guesses.begin({ login: `login${count}`, address })).ok);
  expect(codes).toEqual([...Array<boolean>(10).fill(true), ...Array<boolean>(5).fill(false)]);
  expect((await guesses.begin({ login: 'elsewhere', address: '10.0.0.2' })).ok).toBe(true);
});

test('guessing fills no disk: however many logins are tried, the counters are 65,536', async () => {
  const { guesses, docs } = attempts();
  for (let count = 0; count < 300; count += 1)
    await guesses.begin({ login: `x${count}`, address: `10.0.${count}.1` });
  for (const id of docs.keys()) expect(id).toMatch(/^attempts-(login|address)-[0-9a-f]{4}$/);
});
