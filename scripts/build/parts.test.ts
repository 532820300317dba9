import type { Rolldown } from 'vite';
import { expect, it } from 'vitest';
import { partsByFile, partsByName } from './parts.ts';

interface Drawn {
  readonly entry?: boolean;
  /** module that a dynamic import names */
  readonly lazy?: string;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
  readonly css?: readonly string[];
}

function chunks(drawn: Readonly<Record<string, Drawn>>): Rolldown.OutputChunk[] {
  return Object.entries(drawn).map(
    ([fileName, { entry = false, lazy, imports = [], dynamicImports = [], css = [] }]) =>
      ({
        fileName,
        isEntry: entry,
        isDynamicEntry: lazy !== undefined,
        facadeModuleId: lazy ?? null,
        imports,
        dynamicImports,
        viteMetadata: { importedCss: new Set(css), importedAssets: new Set() },
      }) as unknown as Rolldown.OutputChunk,
  );
}

const app = chunks({
  'main.js': {
    entry: true,
    imports: ['vendor.js'],
    dynamicImports: ['record.js', 'overview.js', 'people.js', 'ar.js', 'en.js'],
  },
  'vendor.js': {},
  'record.js': { lazy: '/x/src/features/complaints/record-page.tsx', imports: ['form.js'] },
  'form.js': { css: ['form.css'] },
  'overview.js': {
    lazy: '/x/src/features/reports/overview-page.tsx',
    imports: ['vendor.js', 'charts.js', 'table.js', 'form.js'],
    dynamicImports: ['detail.js', 'people.js'],
    css: ['overview.css'],
  },
  'detail.js': { lazy: '/x/src/features/reports/detail-page.tsx' },
  'charts.js': {},
  'people.js': { lazy: '/x/src/features/admin/people-page.tsx', imports: ['table.js'] },
  'table.js': {},
  'ar.js': { lazy: '\0virtual:language/ar', dynamicImports: ['ar-office.js'] },
  'ar-office.js': { lazy: '\0virtual:language/ar/office' },
  'en.js': { lazy: '\0virtual:language/en' },
});

it('leaves to core what the start reaches, screens of the field loaded later and English included', () => {
  const parts = partsByFile(app);
  for (const file of ['main.js', 'vendor.js', 'record.js', 'form.js', 'form.css', 'en.js'])
    expect(parts.has(file)).toBe(false);
});

it('gives a part what it reaches and core does not, styles and its own later screens included', () => {
  const parts = partsByFile(app);
  for (const file of ['overview.js', 'charts.js', 'overview.css', 'detail.js'])
    expect(parts.get(file)).toEqual(['reports']);
  expect(parts.get('people.js')).toEqual(['admin']);
  for (const file of ['ar.js', 'ar-office.js']) expect(parts.get(file)).toEqual(['language-ar']);
});

it('gives a file that two parts share to both', () => {
  expect(partsByFile(app).get('table.js')?.toSorted()).toEqual(['admin', 'reports']);
});

it('gives the worker of kiosks to them alone, and what else no chunk leads to to core', () => {
  expect(partsByName('assets/kiosk-worker-C1.js')).toEqual(['kiosk']);
  for (const file of ['assets/worker-C1.js', 'index.html']) expect(partsByName(file)).toEqual(['core']);
});
