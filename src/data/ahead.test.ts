import { expect, it } from 'vitest';
import type { DataChange } from './api.ts';
import { answeredAhead, askAhead, takeAhead } from './ahead.ts';
import type { DataClient } from './client.ts';

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
  expect(takeAhead(data, 'q')).toBe(true);
  expect(takeAhead(data, 'q')).toBe(false);
  expect(listeners.size).toBe(0);
});

it('keeps no answer that a change has made old, whether it came before or after the answer', async () => {
  const { data, change, listeners } = store();
  await askAhead(data, ['complaints'], async () => 7, 'q');
  change('status');
  expect(answeredAhead(data, 'q')).toMatchObject({ value: 7 });
  change('complaints');
  expect(takeAhead(data, 'q')).toBe(false);
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
  expect(takeAhead(data, 'q')).toBe(false);
  expect(listeners.size).toBe(0);
});
