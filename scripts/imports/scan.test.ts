import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { countSources, scan } from './scan.ts';

const roots: string[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
});

/** Everything that the rule allows, once. */
const GOOD: Readonly<Record<string, string>> = {
  'package.json': '{ "dependencies": { "events": "1" } }',
  'src/main.tsx': "import { App } from './app/shell.tsx'; import 'events'; App();",
  'src/app/shell.tsx':
    "import { List } from '../features/complaints/list.tsx'; import '../ui/tokens.css'; export const App = List;",
  'src/features/complaints/list.tsx': `
    import type { Session } from '../../../server/contract/session.ts';
    import { store } from '../../data/store.ts';
    import { Button } from '../../ui/button.tsx';
    import { useRow } from './hooks/row.ts';
    export const List = (session: Session) => [session, store, Button, useRow];`,
  'src/features/complaints/hooks/row.ts':
    "import { may } from '../../../domain/may.ts'; export const useRow = may;",
  'src/features/kiosk/screen.tsx': "export const Screen = () => import('./thanks.tsx');",
  'src/features/kiosk/thanks.tsx': 'export const Thanks = 1;',
  'src/data/store.ts': `
    import { may } from '../domain/may.ts';
    export const store = [may, new Worker(new URL('./worker.ts', import.meta.url))];`,
  'src/data/worker.ts': 'export {};',
  'src/ui/button.tsx': "import { format } from '../i18n/format.ts'; export const Button = format;",
  'src/i18n/format.ts': `
    import en from '../../locales/en/common.json';
    export const format = [en, (name: string) => import(\`../../locales/\${name}/common.json\`)];`,
  'src/domain/may.ts': `
    // import { now } from '../data/clock.ts'; is only a comment
    import * as v from 'valibot';
    export const may = (ms: number) => [v, new Date(ms), "import '../app/shell.tsx'"];`,
  'src/domain/may.test.ts':
    "import { readFileSync } from 'node:fs'; import '../../test/fixtures/load.ts'; readFileSync;",
  'server/contract/session.ts':
    "import type { Id } from '../../src/domain/ids.ts'; export type Session = Id;",
  'server/main.ts': `
    import { createServer } from 'node:http';
    import { may } from '../src/domain/may.ts';
    import './contract/session.ts';
    export const page = [createServer, may, new URL('../dist/client/', import.meta.url)];`,
};

/** @returns what the rule says of that tree with one file added or changed */
function withFile(file: string, source: string): string[] {
  const root = mkdtempSync(join(tmpdir(), 'redress-imports-'));
  roots.push(root);
  for (const [path, content] of Object.entries({ ...GOOD, [file]: source })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  expect(countSources(root)).toBeGreaterThanOrEqual(Object.keys(GOOD).length - 1);
  return scan(root).map((breach) => `${breach.file}:${breach.line} ${breach.reason}`);
}

test('everything that is allowed passes', () => {
  expect(withFile('src/domain/ids.ts', 'export type Id = string;')).toEqual([]);
});

test.each([
  // Layers
  ['src/domain/x.ts', "import '../data/store.ts';", 'domain may not import data'],
  ['src/domain/x.ts', "import type { S } from '../data/store.ts';", 'domain may not import data'],
  ['src/domain/x.ts', "import '../../server/main.ts';", 'domain may not import server'],
  [
    'src/domain/x.ts',
    "import type { S } from '../../server/contract/session.ts';",
    'domain may not import contract',
  ],
  ['src/domain/x.ts', "import en from '../../locales/en/common.json';", 'domain may not import locales'],
  ['src/domain/x.test.ts', "import '../app/shell.tsx';", 'domain may not import app'],
  ['src/data/x.ts', "import '../features/kiosk/screen.tsx';", 'data may not import feature "kiosk"'],
  ['src/data/x.ts', "import '../ui/button.tsx';", 'data may not import ui'],
  ['src/data/x.ts', "import '../app/shell.tsx';", 'data may not import app'],
  ['src/features/kiosk/x.tsx', "import '../../app/shell.tsx';", 'feature "kiosk" may not import app'],
  ['src/features/kiosk/x.tsx', "import '../../main.tsx';", 'feature "kiosk" may not import app'],
  ['src/ui/x.tsx', "import '../features/kiosk/screen.tsx';", 'ui may not import feature "kiosk"'],
  ['src/ui/x.tsx', "import '../data/store.ts';", 'ui may not import data'],
  ['src/i18n/x.ts', "import '../features/kiosk/screen.tsx';", 'i18n may not import feature "kiosk"'],
  ['src/i18n/x.ts', "import '../app/shell.tsx';", 'i18n may not import app'],
  // Features
  [
    'src/features/kiosk/deep/x.tsx',
    "import '../../complaints/list.tsx';",
    'feature "kiosk" may not import feature "complaints": features never import each other',
  ],
  [
    'src/features/kiosk/x.tsx',
    "import type { List } from '../complaints/list.tsx';",
    'feature "kiosk" may not import feature "complaints": features never import each other',
  ],
  // App and server
  ['server/x.ts', "import '../src/data/store.ts';", 'server may not import data'],
  [
    'server/x.ts',
    "import type { S } from '../src/features/kiosk/screen.tsx';",
    'server may not import feature "kiosk"',
  ],
  ['server/x.ts', "import '../test/fixtures/load.ts';", 'server may not import outside'],
  ['server/contract/x.ts', "import '../../src/i18n/format.ts';", 'contract may not import i18n'],
  ['src/data/x.ts', "import type { S } from '../../server/store/store.ts';", 'data may not import server'],
  [
    'src/data/x.ts',
    "import { s } from '../../server/contract/session.ts';",
    "data may take only types from the server's contract: use import type",
  ],
  [
    'src/data/x.ts',
    "import { type S } from '../../server/contract/session.ts';",
    "data may take only types from the server's contract: use import type",
  ],
  ['src/app/x.ts', "import '../../test/fixtures/load.ts';", 'app may not import outside'],
  // Forms of import
  ['src/data/x.ts', "export * from '../app/shell.tsx';", 'data may not import app'],
  ['src/data/x.ts', "export { App } from '../app/shell.tsx';", 'data may not import app'],
  ['src/data/x.ts', "export const x = () => import('../app/shell.tsx');", 'data may not import app'],
  ['src/data/x.ts', "export type X = import('../app/shell.tsx').App;", 'data may not import app'],
  [
    'src/data/x.ts',
    "export const x = new URL('../app/shell.tsx', import.meta.url);",
    'data may not import app',
  ],
  ['src/data/x.ts', "export const x = import.meta.glob(['../app/*.tsx']);", 'data may not import app'],
  [
    'src/data/x.ts',
    'export const x = (f: string) => import(`../features/kiosk/${f}.tsx`);',
    'data may not import feature "kiosk"',
  ],
  [
    'src/data/x.ts',
    'export const x = (f: string) => import(f);',
    'an import must name its module, not compute it',
  ],
  // Packages
  ['src/domain/x.ts', "import 'react';", 'domain is pure and may not import react'],
  ['src/domain/x.ts', "import 'pouchdb-core';", 'domain is pure and may not import pouchdb-core'],
  ['src/domain/x.ts', "import 'node:crypto';", 'domain is pure and may not import node:crypto'],
  ['src/domain/x.ts', "import 'crypto';", 'domain is pure and may not import crypto'],
  ['src/domain/x.ts', "import '@duckdb/node-api';", 'domain is pure and may not import @duckdb/node-api'],
  ['src/data/x.ts', "import 'node:fs';", 'data runs in the browser and may not import node:fs'],
  ['src/app/x.tsx', "import 'fs/promises';", 'app runs in the browser and may not import fs/promises'],
  // The clock
  ['src/domain/x.ts', 'export const x = () => new Date();', 'domain is pure and may not read the clock'],
  ['src/domain/x.ts', 'export const x = () => Date();', 'domain is pure and may not read the clock'],
])('%s with «%s» is a breach', (file, source, reason) => {
  expect(withFile(file, `\n${source}`)).toEqual([`${file}:2 ${reason}`]);
});

test('a file that does not parse is a breach, not a pass', () => {
  expect(withFile('src/data/x.ts', 'import {')).toEqual([expect.stringContaining('src/data/x.ts:1 ')]);
});
