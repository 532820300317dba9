import { expect, test } from 'vitest';
import * as v from 'valibot';
import { LatestDocs } from './latest-docs.ts';

const schema = v.looseObject({ _id: v.string(), _rev: v.optional(v.string()), n: v.number() });
const doc = (rev: number, n: number, id = 'a') => ({ _id: id, _rev: `${rev}-x`, n });

test('an older copy never replaces a later one, also beyond nine', () => {
  const docs = new LatestDocs(schema);
  docs.take(doc(10, 10));
  expect(docs.take(doc(9, 9)).n).toBe(10);
  expect(docs.get('a')?.n).toBe(10);
  docs.take(doc(11, 11));
  expect(docs.get('a')?.n).toBe(11);
});

test('what was deleted is not brought back by a reading that began before', () => {
  const docs = new LatestDocs(schema);
  docs.take(doc(1, 1));
  docs.drop('a');
  expect(docs.take(doc(1, 1)).n).toBe(1);
  expect(docs.get('a')).toBeUndefined();
});

test('with a limit, the one that was unused longest goes', () => {
  const docs = new LatestDocs(schema, 2);
  docs.take(doc(1, 1, 'a'));
  docs.take(doc(1, 2, 'b'));
  docs.get('a');
  docs.take(doc(1, 3, 'c'));
  expect(
    docs
      .all()
      .map(({ _id }) => _id)
      .sort(),
  ).toEqual(['a', 'c']);
});
