import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reach } from '../../src/domain/actor.ts';
import type { Grant } from '../../src/domain/actor.ts';
import type { BranchId, RegionId } from '../../src/domain/ids.ts';
import { regrant } from './account.ts';

const branch = (code: string) => code as BranchId;
const region = (code: string) => code as RegionId;

test('a change of grants ends the old one and begins the new one, at that moment', () => {
  const first = regrant([], { branches: [branch('A'), branch('B')], regions: [] }, 100);
  const second = regrant(first, { branches: [branch('B')], regions: [region('N')] }, 200);
  expect(second).toEqual([
    { kind: 'branch', branch: 'A', from: 100, until: 200 },
    { kind: 'branch', branch: 'B', from: 100, until: null },
    { kind: 'region', region: 'N', from: 200, until: null },
  ]);
  expect(reach(second, 199)).toEqual({ branches: ['A', 'B'], regions: [] });
  expect(reach(second, 200)).toEqual({ branches: ['B'], regions: ['N'] });
});

test('whatever was granted in whatever order, just what was wanted last holds, and the past stays as it was', () => {
  const code = fc.constantFrom('A', 'B', 'C', 'D');
  const wish = fc.record({ branches: fc.array(code), regions: fc.array(code) });
  fc.assert(
    fc.property(fc.array(wish, { minLength: 1, maxLength: 8 }), (wishes) => {
      let grants: Grant[] = [];
      const held: ReturnType<typeof reach>[] = [];
      for (const [index, { branches, regions }] of wishes.entries()) {
        grants = regrant(
          grants,
          { branches: branches.map(branch), regions: regions.map(region) },
          index * 10,
        );
        held.push(reach(grants, index * 10));
      }
      for (const [index, { branches, regions }] of wishes.entries()) {
        const then = reach(grants, index * 10 + 5);
        expect(then.branches.toSorted()).toEqual([...new Set(branches)].sort());
        expect(then.regions.toSorted()).toEqual([...new Set(regions)].sort());
        expect(then).toEqual(held[index]);
      }
    }),
  );
});
