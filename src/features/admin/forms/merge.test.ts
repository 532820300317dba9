import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedFields, merge, same } from './merge.ts';

interface Person {
  name: string;
  role: string;
  branches: string[];
}
const base: Person = { name: 'Ana', role: 'field', branches: ['a', 'b'] };

describe('when somebody else saved meanwhile', () => {
  it('what I typed stays, what only they changed is taken over and named', () => {
    const merged = merge(base, { ...base, name: 'Ana K.' }, { ...base, role: 'manager' });
    expect(merged).toEqual({
      values: { name: 'Ana K.', role: 'manager', branches: ['a', 'b'] },
      taken: ['role'],
      contested: [],
    });
  });
  it('what both changed stays as I have it, and is named as contested', () => {
    const merged = merge(base, { ...base, name: 'Ana K.' }, { ...base, name: 'Ana Kapanadze' });
    expect(merged.values.name).toBe('Ana K.');
    expect(merged.contested).toEqual(['name']);
  });
  it('the same change by both is no contest', () => {
    const alike = { ...base, branches: ['c'] };
    expect(merge(base, alike, { ...alike })).toEqual({ values: alike, taken: [], contested: [] });
  });
});

const person = fc.record({
  name: fc.constantFrom('a', 'b', 'c'),
  role: fc.constantFrom('x', 'y', 'z'),
  branches: fc.array(fc.constantFrom('p', 'q'), { maxLength: 2 }),
});

it('loses no change: each field is mine if I changed it, else theirs', () => {
  fc.assert(
    fc.property(person, person, person, (from, mine, theirs) => {
      const { values, taken, contested } = merge(from, mine, theirs);
      for (const field of ['name', 'role', 'branches'] as const) {
        const own = !same(from[field], mine[field]);
        expect(values[field]).toEqual(own ? mine[field] : theirs[field]);
        expect(taken.includes(field)).toBe(!own && !same(from[field], theirs[field]));
        if (contested.includes(field)) expect(same(mine[field], theirs[field])).toBe(false);
      }
      expect(changedFields(theirs, values).every((field) => changedFields(from, mine).includes(field))).toBe(
        true,
      );
    }),
  );
});
