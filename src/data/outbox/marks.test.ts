import { expect, test } from 'vitest';
import { noMarks, withVerdicts, withoutItems } from './marks.ts';

test('the latest verdict on an item is the one that counts', () => {
  const held = withVerdicts(
    noMarks,
    [{ id: 'a', kind: 'held', reason: 'scope.forbidden', field: 'branch' }],
    1,
  );
  expect(held.held['a']).toEqual({ reason: 'scope.forbidden', field: 'branch', at: 1 });
  const taken = withVerdicts(held, [{ id: 'a', kind: 'confirmed' }], 2);
  expect(taken).toEqual({ held: {}, confirmed: { a: 2 } });
  expect(withVerdicts(taken, [{ id: 'a', kind: 'confirmed' }], 9).confirmed['a']).toBe(2);
});

test('nothing is remembered of what has left', () => {
  const marks = withVerdicts(
    noMarks,
    [
      { id: 'a', kind: 'confirmed' },
      { id: 'b', kind: 'held', reason: 'x.y' },
    ],
    1,
  );
  expect(withoutItems(marks, ['a', 'b'])).toEqual(noMarks);
});
