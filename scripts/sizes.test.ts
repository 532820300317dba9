import { expect, test } from 'vitest';
import { breaches, quantile } from './sizes.ts';

const files = (...lines: number[]) => lines.map((count, index) => ({ file: `f${index}.ts`, lines: count }));

test('quantiles are nearest ranks', () => {
  expect(quantile([5, 1, 3], 0.5)).toBe(3);
  expect(quantile([1, 2, 3, 4], 0.5)).toBe(2);
  expect(quantile([], 0.5)).toBe(0);
});

test('small files with a long one among many hold', () => {
  expect(breaches(files(...Array.from({ length: 39 }, () => 40), 500))).toEqual([]);
});

test('a file over 500 lines is named', () => {
  expect(breaches(files(...Array.from({ length: 39 }, () => 40), 501))).toEqual([
    'f39.ts has 501 lines, over 500',
  ]);
});

test('many files of 300 lines breach the 95th percentile', () => {
  expect(breaches(files(...Array.from({ length: 18 }, () => 40), 300, 300))).toEqual([
    'the 95th percentile is 300 lines, not under 300',
  ]);
});

test('files of 80 lines breach the median', () => {
  expect(breaches(files(80, 80, 10))).toEqual(['the median is 80 lines, not under 80']);
});
