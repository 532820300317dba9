import { expect, it } from 'vitest';
import type { CaseEntry } from './case-entry.ts';
import { Entries } from './entries.ts';

const entry = (id: string, text = ''): CaseEntry => ({ id, text }) as CaseEntry;

function restored(): Entries {
  const entries = new Entries();
  entries.set('old', entry('old'));
  entries.restore([entry('a'), entry('b')]);
  return entries;
}
const shown = (entries: Entries): string[] => entries.all().map(({ id, text }) => id + text);

it('has what was saved, and nothing of before', () => {
  expect(shown(restored())).toEqual(['a', 'b']);
  expect(restored().has('old')).toBe(false);
  expect(restored().get('b')?.id).toBe('b');
});

it('changes one among those that were saved', () => {
  const entries = restored();
  entries.set('a', entry('a', ' anew'));
  entries.set('c', entry('c'));
  entries.delete('b');
  expect(shown(entries)).toEqual(['a anew', 'c']);
});

it('gives a list of its own to whoever sorts it', () => {
  const entries = restored();
  entries.all().reverse();
  expect(shown(entries)).toEqual(['a', 'b']);
});

it('is empty once cleared', () => {
  const entries = restored();
  entries.clear();
  expect(shown(entries)).toEqual([]);
  expect(entries.has('a')).toBe(false);
});
