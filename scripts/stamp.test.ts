import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dropStamp, hashOf, readStamp, writeStamp } from './stamp.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'redress-stamp-'));
  mkdirSync(join(folder, 'src/deep'), { recursive: true });
  writeFileSync(join(folder, 'src/deep/a.ts'), 'a');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const hash = () => hashOf(folder, ['src', 'index.html']);

test('the same files have the same hash', () => {
  const before = hash();
  writeFileSync(join(folder, 'src/deep/a.ts'), 'a');
  expect(hash()).toBe(before);
});

test.each([
  ['a changed file', 'src/deep/a.ts'],
  ['a new file', 'src/b.ts'],
  ['a named file that was not there', 'index.html'],
])('%s changes the hash', (_what, file) => {
  const before = hash();
  writeFileSync(join(folder, file), 'b');
  expect(hash()).not.toBe(before);
});

test('a file that moved changes the hash', () => {
  const before = hash();
  rmSync(join(folder, 'src/deep/a.ts'));
  writeFileSync(join(folder, 'src/a.ts'), 'a');
  expect(hash()).not.toBe(before);
});

test('tests and READMEs, which are in no build, do not', () => {
  const before = hash();
  writeFileSync(join(folder, 'src/deep/a.test.ts'), 'b');
  writeFileSync(join(folder, 'src/README.md'), 'b');
  expect(hash()).toBe(before);
});

test('a stamp is kept until it is dropped', () => {
  const stamp = join(folder, 'dist/.stamp-x');
  expect(readStamp(stamp)).toBeUndefined();
  writeStamp(stamp, 'abc');
  expect(readStamp(stamp)).toBe('abc');
  dropStamp(stamp);
  expect(readStamp(stamp)).toBeUndefined();
});
