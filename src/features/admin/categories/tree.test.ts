import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Category } from '../../../domain/registry.ts';
import { parseLines } from './lines.ts';
import { addTo, move, newCode, rename, restore, retire, shift, subtree, treeOf } from './tree.ts';
import type { Categories, Change, Node } from './tree.ts';

const named = (...lines: readonly string[]): Categories =>
  addTo([], null, parseLines(lines.join('\n')).news).categories;
const outline = (categories: Categories): string[] => {
  const flat = (nodes: readonly Node[], depth: number): string[] =>
    nodes.flatMap(({ category, children }) => [
      `${'  '.repeat(depth)}${category.name.default}`,
      ...flat(children, depth + 1),
    ]);
  return flat(treeOf(categories, false), 0);
};
const repair = named('Repair', '  Came back', '  Late', 'Invoice');

describe('a list of categories', () => {
  it('has codes made of the names on the path, as imports make them', () => {
    expect(repair.map(({ code }) => code)).toEqual(['repair', 'repair.came-back', 'repair.late', 'invoice']);
    expect(newCode('repair', 'Came back!', new Set(['repair.came-back']))).toBe('repair.came-back-2');
    expect(newCode(null, 'მომსახურება', new Set())).toBe('მომსახურება');
  });
  it('keeps its codes when a category is renamed or moved', () => {
    const renamed = rename('repair', { default: 'Maintenance' })(repair) ?? [];
    const moved = move('repair.late', 'invoice')(renamed) ?? [];
    expect(moved.map(({ code }) => code)).toEqual(['repair', 'repair.came-back', 'invoice', 'repair.late']);
    expect(outline(moved)).toEqual(['Maintenance', '  Came back', 'Invoice', '  Late']);
  });
  it('never moves a category below itself', () => {
    expect(move('repair', 'repair.late')(repair)).toBeNull();
    expect(move('repair', 'repair')(repair)).toBeNull();
    expect(move('repair', 'gone')(repair)).toBeNull();
  });
  it('retires with what is below, and brings back with what is above', () => {
    const retired = retire(subtree(repair, 'repair'))(repair) ?? [];
    expect(outline(retired)).toEqual(['Invoice']);
    expect(retired).toHaveLength(4);
    expect(outline(restore(new Set(['repair.late']))(retired) ?? [])).toEqual([
      'Repair',
      '  Late',
      'Invoice',
    ]);
  });
  it('lets siblings change places with all that is below them', () => {
    expect(outline(shift('invoice', -1)(repair) ?? [])).toEqual([
      'Invoice',
      'Repair',
      '  Came back',
      '  Late',
    ]);
    expect(shift('repair', -1)(repair)).toBe(repair);
  });
  it('adds no name twice under one parent, and takes a retired one back into use', () => {
    const retired = retire(new Set(['invoice']))(repair) ?? [];
    const { categories, added, known } = addTo(retired, null, parseLines('repair\ninvoice\nConduct').news);
    expect(added).toEqual(['invoice', 'conduct']);
    expect(known).toEqual(['repair']);
    expect(outline(categories)).toEqual(['Repair', '  Came back', '  Late', 'Invoice', 'Conduct']);
  });
});

describe('a pasted list', () => {
  it('takes indentation, bullets, tabulators and paths', () => {
    const pasted = [
      '- Repair',
      '\t- Came back',
      '',
      '  1. Late ',
      'Invoice > Wrong amount > Too high',
      'Conduct\tRude',
    ];
    expect(outline(named(...pasted))).toEqual([
      'Repair',
      '  Came back',
      '  Late',
      'Invoice',
      '  Wrong amount',
      '    Too high',
      'Conduct',
      '  Rude',
    ]);
  });
  it('says which lines are too long', () => {
    expect(parseLines(`Repair\n${'x'.repeat(201)}`).tooLong).toEqual([2]);
  });
});

const anyName = fc.constantFrom('Repair', 'Late', 'Came back', 'Invoice', 'x', '…');
type Step = readonly ['add' | 'move' | 'retire' | 'restore' | 'shift', number, number, string, number];
const step: fc.Arbitrary<Step> = fc.tuple(
  fc.constantFrom('add', 'move', 'retire', 'restore', 'shift'),
  fc.nat(20),
  fc.nat(20),
  anyName,
  fc.nat(3),
);

it('keeps, whatever is done to it, every code once and every parent before its children', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let list: Categories = [];
      for (const [what, at, other, name, depth] of steps) {
        const before: Category[] = [...list];
        const code = before[at % Math.max(1, before.length)]?.code ?? 'none';
        const target = before[other % Math.max(1, before.length)]?.code ?? null;
        const changes: Readonly<Record<Step[0], Change>> = {
          add: (from) => addTo(from, target, [{ name: { default: name }, depth }]).categories,
          move: move(code, target),
          retire: retire(subtree(before, code)),
          restore: restore(new Set([code])),
          shift: shift(code, at % 2 === 0 ? 1 : -1),
        };
        list = changes[what](before) ?? before;
        const seen = new Set<string>();
        for (const one of list) {
          expect(seen.has(one.code)).toBe(false);
          expect(one.parent === null || seen.has(one.parent)).toBe(true);
          seen.add(one.code);
        }
        for (const one of before) expect(seen.has(one.code)).toBe(true);
      }
    }),
  );
});
