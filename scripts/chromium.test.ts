import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findChromium } from './chromium.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'redress-browser-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('CHROMIUM_PATH goes before everything else', () => {
  const file = join(folder, 'mine');
  writeFileSync(file, '');
  chmodSync(file, 0o755);
  expect(findChromium({ CHROMIUM_PATH: file })).toBe(file);
});

test('a CHROMIUM_PATH that leads nowhere is not silently replaced by another browser', () => {
  expect(findChromium({ CHROMIUM_PATH: join(folder, 'none') })).toBeUndefined();
});
