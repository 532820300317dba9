/**
 * The programs of a folder by their file names: `size.bench.ts` is `size`. A new file is there without being listed.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** @returns names in alphabetical order */
export function namesIn(folder: string, ending: string): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .sort();
}

/** @returns what that file exports as `run`, to be called by who knows its type */
export async function runOf(folder: string, name: string, ending: string): Promise<unknown> {
  const module: unknown = await import(pathToFileURL(join(folder, name + ending)).href);
  if (
    typeof module !== 'object' ||
    module === null ||
    !('run' in module) ||
    typeof module.run !== 'function'
  ) {
    throw new TypeError(`${name}${ending} exports no function "run"`);
  }
  return module.run;
}

/** @returns why these names can't all be run, `undefined` when they can */
export function unknownName(names: readonly string[], existing: readonly string[]): string | undefined {
  const unknown = names.filter((name) => !existing.includes(name));
  if (unknown.length === 0) return existing.length === 0 ? 'there are none' : undefined;
  return `there is no ${unknown.map((name) => `"${name}"`).join(', ')}; there is: ${existing.join(', ') || 'none'}`;
}
