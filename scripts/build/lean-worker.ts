import type { Plugin } from 'vite';

const FILTER = 'pouchdb-changes-filter';
const NONE = '\0redress:no-changes-filter';

/**
 * Leaves out PouchDB's filters of changes, which the device never asks for: 3 kB gzip, and the one place in it that
 * makes code of text. PouchDB itself provides for their absence, and warns when one is asked for.
 */
export function withoutFilters(): Plugin {
  return {
    name: 'redress:without-filters',
    apply: 'build',
    enforce: 'pre',
    resolveId: (id) => (id === FILTER ? NONE : undefined),
    load: (id) => (id === NONE ? 'export default () => {};' : undefined),
  };
}
