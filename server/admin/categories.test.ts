import { expect, test } from 'vitest';
import { categoryProblems, keepRetired } from './categories.ts';

const category = (code: string, parent: string | null = null) => ({ code, parent, name: { default: code } });

test('a code that comes twice, a parent that is missing, itself or below its child is named', () => {
  expect(categoryProblems([category('a'), category('b', 'a'), category('c', 'b')])).toEqual([]);
  expect(categoryProblems([category('a'), category('a')])).toEqual([
    { field: 'categories.1.code', rule: 'categoryTwice' },
  ]);
  expect(categoryProblems([category('a', 'a'), category('c', 'd'), category('d', 'c')])).toEqual([
    { field: 'categories.0.parent', rule: 'unknownCategory' },
    { field: 'categories.1.parent', rule: 'unknownCategory' },
  ]);
});

test('a category that is left out is retired, never gone, and comes back when it is named again', () => {
  const kept = keepRetired([category('a'), category('b', 'a')], [category('c')]);
  expect(kept.map(({ code, retired }) => [code, retired ?? false])).toEqual([
    ['c', false],
    ['a', true],
    ['b', true],
  ]);
  expect(keepRetired(kept, [category('a')])[0]).toEqual(category('a'));
});
