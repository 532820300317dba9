/**
 * Which built file belongs to which part of the app. The service worker precaches `core` (the shell, what a field worker
 * uses, and English) and keeps the others only where they are used: a kiosk never downloads the reports.
 *
 * A part is what a dynamic `import()` of a module of the folders below reaches and core does not.
 */
import type { Plugin, Rolldown } from 'vite';

const FOLDERS: readonly (readonly [folder: string, part: string])[] = [
  ['/src/features/kiosk/', 'kiosk'],
  ['/src/app/kiosk-app.tsx', 'kiosk'],
  ['/src/features/surveys/', 'surveys'],
  ['/src/features/reports/', 'reports'],
  ['/src/features/admin/', 'admin'],
  ['/src/i18n/pseudo.ts', 'pseudo'],
];
/** A worker is a file that no chunk imports: told by how its name begins. */
const WORKERS: readonly (readonly [beginning: string, part: string])[] = [['assets/kiosk-worker-', 'kiosk']];
const LANGUAGE = '\0virtual:language/';

export const CORE = 'core';

function partOf(module: string): string {
  if (module.startsWith(LANGUAGE)) {
    const code = module.slice(LANGUAGE.length).split('/', 1)[0] ?? '';
    return code === 'en' ? CORE : `language-${code}`;
  }
  return FOLDERS.find(([folder]) => module.includes(folder))?.[1] ?? CORE;
}

type Chunks = ReadonlyMap<string, Rolldown.OutputChunk>;

function filesOf(chunk: Rolldown.OutputChunk): string[] {
  const extra = chunk.viteMetadata;
  return [chunk.fileName, ...(extra?.importedCss ?? []), ...(extra?.importedAssets ?? [])];
}

/** Everything that the roots reach, by static imports and by dynamic ones into the same part or core. */
function reach(
  chunks: Chunks,
  roots: readonly string[],
  part: string,
  skip: ReadonlySet<string>,
): Set<string> {
  const seen = new Set<string>();
  const next = [...roots];
  for (let name = next.pop(); name !== undefined; name = next.pop()) {
    const chunk = chunks.get(name);
    if (chunk === undefined || seen.has(name) || skip.has(name)) continue;
    seen.add(name);
    const dynamic = chunk.dynamicImports.filter((other) => {
      const entry = chunks.get(other)?.facadeModuleId;
      return entry === null || entry === undefined || [CORE, part].includes(partOf(entry));
    });
    next.push(...chunk.imports, ...dynamic);
  }
  return seen;
}

/** @returns by file, the parts it belongs to; a file that isn't listed belongs to core */
export function partsByFile(all: readonly Rolldown.OutputChunk[]): Map<string, string[]> {
  const chunks = new Map(all.map((chunk) => [chunk.fileName, chunk]));
  const core = reach(
    chunks,
    all.filter((chunk) => chunk.isEntry).map((chunk) => chunk.fileName),
    CORE,
    new Set(),
  );
  const roots = new Map<string, string[]>();
  for (const { fileName, isDynamicEntry, facadeModuleId } of all) {
    if (!isDynamicEntry || facadeModuleId === null || core.has(fileName)) continue;
    const part = partOf(facadeModuleId);
    roots.set(part, [...(roots.get(part) ?? []), fileName]);
  }
  const coreFiles = new Set(
    [...core].flatMap((name) => (chunks.has(name) ? filesOf(must(chunks, name)) : [])),
  );
  const parts = new Map<string, string[]>();
  for (const [part, entries] of roots) {
    for (const name of reach(chunks, entries, part, core)) {
      for (const file of filesOf(must(chunks, name))) {
        const others = parts.get(file) ?? [];
        if (!coreFiles.has(file) && !others.includes(part)) parts.set(file, [...others, part]);
      }
    }
  }
  return parts;
}

function must(chunks: Chunks, name: string): Rolldown.OutputChunk {
  const chunk = chunks.get(name);
  if (chunk === undefined) throw new Error(`no chunk ${name}`);
  return chunk;
}

export interface Parts {
  readonly plugin: Plugin;
  /** @param url relative to the site's root, without a leading slash */
  readonly of: (url: string) => readonly string[];
}

/** @returns the parts of a file that no chunk leads to */
export function partsByName(file: string): readonly string[] {
  const worker = WORKERS.find(([beginning]) => file.startsWith(beginning));
  return [worker?.[1] ?? CORE];
}

/** A plugin that takes note of the chunks, and the question that the service worker's manifest asks of it. */
export function parts(): Parts {
  let byFile = new Map<string, string[]>();
  return {
    plugin: {
      name: 'redress:parts',
      apply: 'build',
      enforce: 'post',
      generateBundle(_options, bundle) {
        byFile = partsByFile(Object.values(bundle).filter((file) => file.type === 'chunk'));
      },
    },
    of: (url) => byFile.get(url) ?? partsByName(url),
  };
}
