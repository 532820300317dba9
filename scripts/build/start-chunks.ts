/**
 * What a start loads, in as few files as can be: as thirty small ones it is 6 kB larger and slower to fetch. `begin`
 * starts the worker, `start` is what every start needs besides, `person` what a person's needs besides, the list of
 * complaints included. What only a kiosk's needs is little, and some of it is shared with pages that come later: left to
 * the bundler.
 */
import type { Rolldown } from 'vite';

const BEGIN = '/src/app/begin.ts';
const MAIN = '/src/app/main.tsx';
const PERSON = '/src/app/person-app.tsx';
const LIST = '/src/features/complaints/list-page.tsx';
const KIOSK = '/src/app/kiosk-app.tsx';

type Modules = Pick<Rolldown.PluginContext, 'getModuleInfo'>;

/** The modules that a module imports statically, itself included. */
function reach(from: string, modules: Modules): Set<string> {
  const seen = new Set<string>();
  const next = [from];
  for (let id = next.pop(); id !== undefined; id = next.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    next.push(...(modules.getModuleInfo(id)?.importedIds ?? []));
  }
  return seen;
}

/** @returns the file of a module; null: it is where everything begins, or not of what every person's start needs */
export function startChunks(root: string): (id: string, modules: Modules) => string | null {
  const reached = new Map<string, ReadonlySet<string>>();
  return (id, modules) => {
    const isNeededBy = (entry: string): boolean => {
      const all = reached.get(entry) ?? reach(root + entry, modules);
      reached.set(entry, all);
      return all.has(id);
    };
    // It waits for files that need what is in `start`.
    if (id === root + MAIN) return null;
    // The worker is started before anything else is compiled.
    if (isNeededBy(BEGIN)) return id === root + BEGIN ? null : 'begin';
    if (isNeededBy(MAIN)) return 'start';
    if (!isNeededBy(PERSON) && !isNeededBy(LIST)) return null;
    if (!isNeededBy(KIOSK)) return 'person';
    // Of a library a kiosk needs less than its imports say.
    return isNeededBy(PERSON) || !id.includes('/node_modules/') ? 'start' : null;
  };
}
