import { expect, it } from 'vitest';
import { Members } from './members.ts';

const MOST = 2;
const saved = new Map([
  [0, [{ id: 'a' }, { id: 'b' }]],
  [2, [{ id: 'c' }]],
]);

it('knows what was saved, whatever is asked first', () => {
  const asked: ((members: Members) => unknown)[] = [
    (members) => members.size,
    (members) => members.chunkOf('c'),
    (members) => members.of(2),
    (members) => members.drop('x'),
  ];
  for (const first of asked) {
    const members = new Members();
    members.restore(saved);
    first(members);
    expect(members.size).toBe(3);
    expect([0, 1, 2].map((chunk) => members.of(chunk))).toEqual([['a', 'b'], [], ['c']]);
    expect(['a', 'b', 'c', 'd'].map((id) => members.chunkOf(id))).toEqual([0, 0, 2, undefined]);
  }
});

it('adds to the last chunk until that is full', () => {
  const members = new Members();
  members.restore(saved);
  expect(['d', 'e'].map((id) => members.add(id, MOST))).toEqual([2, 3]);
  members.drop('c');
  expect(members.of(2)).toEqual(['d']);
  expect(members.chunkOf('c')).toBeUndefined();
});

it('forgets what was saved, asked for or not', () => {
  const members = new Members();
  members.restore(saved);
  members.clear();
  expect(members.size).toBe(0);
  expect(members.add('a', MOST)).toBe(0);
  members.restore(saved);
  expect(members.of(0)).toEqual(['a', 'b']);
});
