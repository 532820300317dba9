import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { readModule } from './read.ts';
import { breachOfLayers, breachOfPackages, zoneOf } from './rules.ts';

export interface Breach {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}

const TEST = /\.test\.tsx?$/;

function dependenciesOf(root: string): ReadonlySet<string> {
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  if (typeof manifest !== 'object' || manifest === null || !('dependencies' in manifest)) return new Set();
  return new Set(Object.keys(manifest.dependencies ?? {}));
}

function sourcesOf(root: string): string[] {
  return ['src', 'server'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.[cm]?[jt]sx?$/.test(file))
      .map((file) => `${folder}/${file.replaceAll('\\', '/')}`),
  );
}

function breachesOf(root: string, file: string, dependencies: ReadonlySet<string>): Breach[] {
  const zone = zoneOf(file);
  const test = TEST.test(file);
  const { imports, clockReads } = readModule(file, readFileSync(join(root, file), 'utf8'));
  const found: Breach[] = [];
  const reasonOf = (specifier: string | undefined, typeOnly: boolean): string | undefined => {
    if (specifier === undefined) return test ? undefined : 'an import must name its module, not compute it';
    if (specifier.startsWith('virtual:')) return undefined;
    if (!/^[./]/.test(specifier)) return breachOfPackages(zone, specifier, test, dependencies);
    const folder = specifier.startsWith('/') ? '.' : posix.dirname(file);
    return breachOfLayers(zone, zoneOf(posix.join(folder, specifier)), typeOnly, test);
  };
  for (const { specifier, typeOnly, line } of imports) {
    const reason = reasonOf(specifier, typeOnly);
    if (reason !== undefined) found.push({ file, line, reason });
  }
  if (zone.layer === 'domain' && !test) {
    for (const line of clockReads)
      found.push({ file, line, reason: 'domain is pure and may not read the clock' });
  }
  return found;
}

/**
 * @param root the project's folder, with `src`, `server` and `package.json`
 * @returns every breach of the import rule, by file and line; a file that does not parse is one
 */
export function scan(root: string): Breach[] {
  const dependencies = dependenciesOf(root);
  return sourcesOf(root).flatMap((file) => {
    try {
      return breachesOf(root, file, dependencies);
    } catch (error) {
      if (error instanceof SyntaxError) return [{ file, line: 1, reason: error.message }];
      throw error;
    }
  });
}

/** @returns how many files the rule was applied to: a scan of nothing proves nothing */
export const countSources = (root: string): number => sourcesOf(root).length;
