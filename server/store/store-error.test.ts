import { expect, test } from 'vitest';
import { asStoreError, StoreError } from './store-error.ts';

test.each([
  ['IO error: /data/000005.log: No space left on device', 'store.full'],
  ['EDQUOT: disk quota exceeded, write', 'store.full'],
  ['IO error: lock /data/LOCK: Resource temporarily unavailable', 'store.locked'],
  ['IO error: lock /data/LOCK: already held by process', 'store.locked'],
  ['Corruption: bad block', 'store.unavailable'],
])('%s is %s', (message, code) => {
  expect(asStoreError(new Error(message)).code).toBe(code);
  expect(asStoreError({ status: 500, reason: message }).code).toBe(code);
});

test('an error that has its code keeps it', () => {
  const error = new StoreError('store.open', 'open');
  expect(asStoreError(error)).toBe(error);
});
