import { expect, test } from 'vitest';
import { failureOf } from './failure.ts';

test.each([
  [new DOMException('', 'QuotaExceededError'), 'store.full'],
  // As PouchDB passes on what IndexedDB said.
  [
    { status: 500, name: 'indexed_db_went_bad', message: 'unknown', reason: 'QuotaExceededError' },
    'store.full',
  ],
  [{ name: 'Error', reason: new DOMException('', 'QuotaExceededError') }, 'store.full'],
  [Object.assign(new Error('write'), { code: 'ENOSPC' }), 'store.full'],
  [new Error('IO error: /x/000003.log: No space left on device'), 'store.full'],
  [new DOMException('The database connection is closing.', 'InvalidStateError'), 'store.closed'],
  [{ status: 500, name: 'indexed_db_went_bad', reason: 'AbortError' }, 'store.closed'],
  [new Error('database is destroyed'), 'store.closed'],
  [new TypeError('x is undefined'), 'store.failed'],
  ['something else', 'store.failed'],
])('%o is %s', (error, code) => {
  expect(failureOf(error)).toBe(code);
});
