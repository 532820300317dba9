import { expect, it } from 'vitest';
import { startChunks } from './start-chunks.ts';

const imports: Readonly<Record<string, readonly string[]>> = {
  '/x/src/app/begin.ts': ['/x/src/app/is-kiosk.ts'],
  '/x/src/app/main.tsx': ['/x/src/i18n/load.ts', '/x/src/app/is-kiosk.ts'],
  '/x/src/i18n/load.ts': ['/x/src/i18n/formats.ts'],
  '/x/src/app/person-app.tsx': ['/x/src/app/shell.tsx', '/x/src/ui/notice.tsx'],
  '/x/src/app/shell.tsx': ['/x/src/app/person-app.tsx', '/x/src/i18n/formats.ts'],
  '/x/src/features/complaints/list-page.tsx': ['/x/src/ui/card.tsx', '/x/src/ui/face.tsx'],
  '/x/src/app/kiosk-app.tsx': ['/x/src/features/kiosk/kiosk-page.tsx'],
  '/x/src/features/kiosk/kiosk-page.tsx': ['/x/src/ui/notice.tsx', '/x/src/ui/face.tsx'],
};
const modules = { getModuleInfo: (id: string) => ({ importedIds: imports[id] ?? [] }) };
const chunkOf = (id: string): string | null =>
  startChunks('/x')(id, modules as unknown as Parameters<ReturnType<typeof startChunks>>[1]);

it('puts together what every start needs', () => {
  for (const id of [
    '/x/src/i18n/load.ts',
    '/x/src/i18n/formats.ts',
    '/x/src/ui/notice.tsx',
    '/x/src/ui/face.tsx',
  ])
    expect(chunkOf(id)).toBe('start');
});

it('keeps what only a person needs from a kiosk', () => {
  for (const id of ['/x/src/app/shell.tsx', '/x/src/app/person-app.tsx', '/x/src/ui/card.tsx'])
    expect(chunkOf(id)).toBe('person');
});

it('keeps apart what starts the worker', () => {
  expect(chunkOf('/x/src/app/is-kiosk.ts')).toBe('begin');
});

it('leaves the rest to the bundler', () => {
  for (const id of [
    '/x/src/app/begin.ts',
    '/x/src/app/main.tsx',
    '/x/src/features/kiosk/kiosk-page.tsx',
    '/x/src/later.ts',
  ])
    expect(chunkOf(id)).toBeNull();
});
