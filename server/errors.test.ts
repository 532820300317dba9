import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { problemCodes } from './errors.ts';

const texts: unknown = JSON.parse(
  readFileSync(new URL('../locales/en/errors.json', import.meta.url), 'utf8'),
);
function hasText(key: string): boolean {
  const path = key.split('.');
  const last = path.pop() ?? '';
  let at: unknown = texts;
  for (const part of path) at = (at as Record<string, unknown> | undefined)?.[part];
  const group = (at ?? {}) as Record<string, unknown>;
  return [last, `${last}_other`].some((name) => typeof group[name] === 'string');
}

test('every code that the API fails with has a text', () => {
  expect(problemCodes.filter((code) => !hasText(code))).toEqual([]);
});

test('so has every rule that the server names', () => {
  const sources = ['admin', 'auth', 'contract'].flatMap((folder) =>
    readdirSync(new URL(folder, import.meta.url))
      .filter((file) => !file.endsWith('.test.ts'))
      .map((file) => readFileSync(new URL(`${folder}/${file}`, import.meta.url), 'utf8')),
  );
  const rules = sources.flatMap((text) =>
    [...text.matchAll(/rule: '([\w.]+)'|failField\([^,]+, '([\w.]+)'\)|v\.\w+\([^()]*, '([\w.]+)'\)/g)].map(
      ([, a, b, c]) => a ?? b ?? c ?? '',
    ),
  );
  expect(rules).toContain('unknownBranch');
  expect(rules).toContain('password.short');
  expect([...new Set(rules)].filter((rule) => !hasText(`rule.${rule}`))).toEqual([]);
});
