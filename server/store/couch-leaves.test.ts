import { expect, test } from 'vitest';
import { descendsFrom, winnerOf } from './couch-leaves.ts';

const leaf = (rev: string, more: object = {}) => ({ _id: 'a', _rev: rev, ...more });

test('the winner is what CouchDB shows: not deleted, then longest, then the greater hash', () => {
  expect(winnerOf([])).toBeUndefined();
  expect(winnerOf([leaf('9-b', { _deleted: true }), leaf('2-a')])?._rev).toBe('2-a');
  expect(winnerOf([leaf('9-f'), leaf('10-a')])?._rev).toBe('10-a');
  expect(winnerOf([leaf('3-a'), leaf('3-c'), leaf('3-b')])?._rev).toBe('3-c');
  expect(winnerOf([leaf('3-a', { _deleted: true }), leaf('4-b', { _deleted: true })])?._rev).toBe('4-b');
});

test('a leaf descends from the revisions that it was made from, and from no others', () => {
  const third = leaf('3-c', { _revisions: { start: 3, ids: ['c', 'b', 'a'] } });
  expect(['3-c', '2-b', '1-a'].map((rev) => descendsFrom(third, rev))).toEqual([true, true, true]);
  expect(['3-x', '2-c', '4-c', '0-a'].map((rev) => descendsFrom(third, rev))).toEqual([
    false,
    false,
    false,
    false,
  ]);
});
