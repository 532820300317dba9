import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Packages } from './complete-lock.mjs';
import { missingBinaries } from './complete-lock.mjs';
import { root } from './process.mjs';

test('what a lock file lacks is named with its version and system', () => {
  const asks = {
    '@a/b-linux-x64-gnu': '1.0.0',
    '@a/b-linux-arm64-musl': '1.0.0',
    'c-win32-x64-msvc': '2.0.0',
  };
  const lock: Packages = {
    'node_modules/a': { version: '1.0.0', dev: true, optionalDependencies: asks },
    'node_modules/@a/b-linux-x64-gnu': { version: '1.0.0', optional: true },
  };
  expect(missingBinaries(lock)).toEqual({
    'node_modules/@a/b-linux-arm64-musl': {
      version: '1.0.0',
      cpu: ['arm64'],
      dev: true,
      libc: ['musl'],
      optional: true,
      os: ['linux'],
    },
    'node_modules/c-win32-x64-msvc': {
      version: '2.0.0',
      cpu: ['x64'],
      dev: true,
      optional: true,
      os: ['win32'],
    },
  });
});

test('two versions of one binary lie where each is found', () => {
  const lock: Packages = {
    'node_modules/a': { version: '2.0.0', optionalDependencies: { '@a/darwin-arm64': '2.0.0' } },
    'node_modules/b/node_modules/a': {
      version: '1.0.0',
      optionalDependencies: { '@a/darwin-arm64': '1.0.0' },
    },
  };
  expect(Object.keys(missingBinaries(lock))).toEqual([
    'node_modules/@a/darwin-arm64',
    'node_modules/b/node_modules/a/node_modules/@a/darwin-arm64',
  ]);
});

test('the lock file of this project lacks none: after npm install comes npm run complete-lock', () => {
  const lock = JSON.parse(readFileSync(`${root}/package-lock.json`, 'utf8')) as { packages: Packages };
  expect(Object.keys(missingBinaries(lock.packages))).toEqual([]);
});
