import { describe, expect, test } from 'vitest';
import { isInstalled } from './install.mjs';

describe('what is installed', () => {
  const wanted = {
    '': {},
    'node_modules/a': { version: '1.0.0' },
    'node_modules/a-darwin-arm64': { version: '1.0.0', optional: true },
  };

  test('is enough without the binaries for other systems', () => {
    expect(isInstalled(wanted, { 'node_modules/a': { version: '1.0.0' } })).toBe(true);
  });

  test('is not enough when a package is missing or of another version', () => {
    expect(isInstalled(wanted, {})).toBe(false);
    expect(isInstalled(wanted, { 'node_modules/a': { version: '1.0.1' } })).toBe(false);
  });

  test('is not enough when an optional package is of another version', () => {
    const installed = {
      'node_modules/a': { version: '1.0.0' },
      'node_modules/a-darwin-arm64': { version: '0.9.0' },
    };
    expect(isInstalled(wanted, installed)).toBe(false);
  });
});
