/** The programs that `npm run check` runs, on trees that break the rules. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const project = resolve(import.meta.dirname, '../..');
let tree = '';

beforeEach(() => {
  tree = mkdtempSync(join(tmpdir(), 'redress-architecture-'));
  symlinkSync(join(project, 'node_modules'), join(tree, 'node_modules'), 'junction');
  write('package.json', '{ "type": "module" }');
  write('server/main.ts', "import { may } from '../src/domain/may.ts';\nconsole.info(may);\n");
  write('src/domain/may.ts', 'export const may = (ms: number): Date => new Date(ms);\n');
});
afterEach(() => rmSync(tree, { recursive: true, force: true }));

function write(file: string, source: string): void {
  mkdirSync(dirname(join(tree, file)), { recursive: true });
  writeFileSync(join(tree, file), source);
}

function run(program: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(project, 'node_modules', program), ...args],
    {
      cwd: tree,
      encoding: 'utf8',
    },
  );
  return { status, text: stdout + stderr };
}

describe('the import rule', () => {
  const check = () => run('tsx/dist/cli.mjs', join(project, 'scripts/imports/check.ts'), tree);

  test('passes where it is kept', () => {
    expect(check()).toEqual({ status: 0, text: '2 files, 0 breaches of the import rule\n' });
  });

  test('a breach fails the check and is named by file and line', () => {
    write('server/reports/page.ts', "\nimport { App } from '../../src/app/shell.tsx';\nconsole.info(App);\n");
    const { status, text } = check();
    expect(status).toBe(1);
    expect(text).toContain('server/reports/page.ts:2 server may not import app');
  });
});

describe('the lint rules', () => {
  /** @returns the rules broken, by file */
  function lint() {
    copyFileSync(join(project, '.oxlintrc.json'), join(tree, '.oxlintrc.json'));
    copyFileSync(join(project, 'tsconfig.json'), join(tree, 'tsconfig.json'));
    const { status, text } = run('oxlint/bin/oxlint', '--format=json');
    const report = JSON.parse(text) as { diagnostics: { filename: string; code: string }[] };
    return { status, found: report.diagnostics.map((each) => `${each.filename} ${each.code}`) };
  }

  test('pass where they are kept', () => {
    expect(lint()).toEqual({ status: 0, found: [] });
  });

  test.each([
    ['Date.now()', 'no-restricted-properties'],
    ['Math.random()', 'no-restricted-properties'],
    ["'a'.localeCompare('b')", 'no-restricted-properties'],
    ['(1).toLocaleString()', 'no-restricted-properties'],
    ['document.title', 'no-restricted-globals'],
    ['window.name', 'no-restricted-globals'],
    ['globalThis.name', 'no-restricted-globals'],
    ['crypto.randomUUID()', 'no-restricted-globals'],
    ["fetch('/')", 'no-restricted-globals'],
    ['new Intl.NumberFormat()', 'no-restricted-globals'],
    ['process.env', 'no-restricted-globals'],
    ['setTimeout(Number, 1)', 'no-restricted-globals'],
  ])('the domain may not use %s', (expression, rule) => {
    write('src/domain/breach.ts', `export const breach = (): unknown => ${expression};\n`);
    const { status, found } = lint();
    expect(status).toBe(1);
    expect(found).toContain(`src/domain/breach.ts eslint(${rule})`);
  });

  test('a variable of the domain may be called document', () => {
    write('src/domain/named.ts', 'export const named = (document: { id: string }): string => document.id;\n');
    expect(lint()).toEqual({ status: 0, found: [] });
  });

  test.each([
    ['src/data/x.ts', 'export const x = (y: any): unknown => y;', 'typescript(no-explicit-any)'],
    ['src/data/x.ts', 'export const x = (y?: string): string => y!;', 'typescript(no-non-null-assertion)'],
    ['src/data/x.ts', 'export default 1;', 'import(no-default-export)'],
    ['src/data/x.ts', "export * from './store.ts';", 'oxc(no-barrel-file)'],
    ['server/x.ts', 'async function y() {}\ny();', 'typescript(no-floating-promises)'],
    [
      'server/x.ts',
      "import { may } from '../src/domain/may.ts';\nexport type X = typeof may;",
      'typescript(consistent-type-imports)',
    ],
    [
      'server/x.ts',
      "export function x(y: 'a' | 'b'): number {\n  switch (y) {\n    case 'a':\n      return 1;\n  }\n  return 2;\n}",
      'typescript(switch-exhaustiveness-check)',
    ],
    ['server/x.ts', `// ${'TO'}${'DO'} later`, 'eslint(no-warning-comments)'],
    [
      'server/x.test.ts',
      "import { test } from 'vitest';\ntest.only('x', () => {});",
      'vitest(no-focused-tests)',
    ],
    [
      'server/x.test.ts',
      "import { test } from 'vitest';\ntest.skip('x', () => {});",
      'vitest(no-disabled-tests)',
    ],
    [
      'test/e2e/x.test.ts',
      "import { test } from '@playwright/test';\ntest.only('x', () => {});",
      'eslint(no-restricted-properties)',
    ],
    [
      'test/e2e/x.test.ts',
      "import { test } from '@playwright/test';\ntest.skip('x', () => {});",
      'eslint(no-restricted-properties)',
    ],
  ])('%s with «%s» breaks %s', (file, source, rule) => {
    write('src/data/store.ts', 'export const store = 1;\n');
    write(file, `${source}\n`);
    const { status, found } = lint();
    expect(status).toBe(1);
    expect(found).toContain(`${file} ${rule}`);
  });
});
