import { expect, it } from 'vitest';
import type { DataChange } from './api.ts';
import { answeredAhead, askAhead, takeAhead } from './ahead.ts';
import type { DataClient } from './client.ts';
import { keepAsking } from './live.ts';

/** A store that tells of changes, and of which only that is used. */
function store() {
  const listeners = new Set<(change: DataChange) => void>();
  const client: Pick<DataClient, 'listen'> = {
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const change = (kind: DataChange['kind']): void => {
    for (const listener of listeners) listener({ kind });
  };
  return { data: client as DataClient, change, listeners };
}

it('has the answer when the screen is drawn, once', async () => {
  const { data, listeners } = store();
  await askAhead(data, ['complaints'], async () => 7, 'q');
  expect(answeredAhead(data, 'q')).toMatchObject({ value: 7 });
  expect(answeredAhead(data, 'other')).toBeUndefined();
  expect(takeAhead(data, 'q')).toMatchObject({ value: 7 });
  expect(takeAhead(data, 'q')).toBeUndefined();
  expect(listeners.size).toBe(0);
});

it('keeps no answer that a change has made old, whether it came before or after the answer', async () => {
  const { data, change, listeners } = store();
  await askAhead(data, ['complaints'], async () => 7, 'q');
  change('status');
  expect(answeredAhead(data, 'q')).toMatchObject({ value: 7 });
  change('complaints');
  expect(takeAhead(data, 'q')).toBeUndefined();
  const asking = askAhead(
    data,
    ['complaints'],
    async () => {
      change('complaints');
      return 8;
    },
    'q',
  );
  await asking;
  expect(answeredAhead(data, 'q')).toBeUndefined();
  expect(listeners.size).toBe(0);
});

it('leaves a question that failed to the screen', async () => {
  const { data, listeners } = store();
  await askAhead(data, ['complaints'], () => Promise.reject(new Error('full')), 'q');
  expect(takeAhead(data, 'q')).toBeUndefined();
  expect(listeners.size).toBe(0);
});

it('tells who begins to listen what came after they were drawn', async () => {
  const { data, change } = store();
  const api = (n: number) => () => () => Promise.resolve(n);
  const told: number[] = [];
  const listen = (key: string, query: () => () => Promise<number>) =>
    keepAsking(data, {
      kinds: ['complaints'],
      key,
      query,
      answered: (n) => told.push(n),
      failed: () => told.push(-1),
    });
  let answer: (value: number) => void = () => undefined;
  const asking = askAhead(data, ['complaints'], () => new Promise<number>((done) => (answer = done)), 'q');
  // drawn without it
  expect(answeredAhead(data, 'q')).toBeUndefined();
  answer(7);
  await asking;
  const stop = listen('q', api(8));
  expect(told).toEqual([7]);
  change('status');
  change('complaints');
  await expect.poll(() => told).toEqual([7, 8]);
  stop();
  change('complaints');
  listen('another', api(9));
  await expect.poll(() => told).toEqual([7, 8, 9]);
});
