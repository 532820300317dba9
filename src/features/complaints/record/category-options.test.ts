import { expect, it } from 'vitest';
import { categoryOptions } from './category-options.ts';

const category = (code: string, parent: string | null, retired = false) => ({
  code,
  parent,
  name: { default: code.toUpperCase(), ka: `${code}-ka` },
  retired,
});

it('names each by itself, with the wider ones that it belongs to, and leaves out what is retired', () => {
  const options = categoryOptions(
    [category('repair', null), category('boiler', 'repair'), category('old', 'boiler', true)],
    'ka',
  );
  expect(options).toEqual([
    { value: 'repair', label: 'repair-ka', path: ['repair'], leaf: false },
    { value: 'boiler', label: 'boiler-ka', detail: 'repair-ka', path: ['repair', 'boiler'], leaf: true },
  ]);
});

it('ends when categories name each other as wider', () => {
  const options = categoryOptions([category('a', 'b'), category('b', 'a')], 'en');
  expect(options.map(({ path }) => path)).toEqual([
    ['b', 'a'],
    ['a', 'b'],
  ]);
});
