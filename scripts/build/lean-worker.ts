import type { Plugin } from 'vite';

/** What PouchDB brings along and the device can do without, and what stands there instead. */
const STAND_INS: ReadonlyMap<string, string> = new Map([
  // 3 kB gzip, and the one place that makes code of text; PouchDB provides for its absence, and warns when it is asked for.
  ['pouchdb-changes-filter', 'export default () => {};'],
  // 3 kB gzip, for attachments, which our documents have none of, and for revisions made of a document's content. Ours
  // are random, but for a document that is made again after it was deleted: there PouchDB forgets that it was told so.
  [
    'pouchdb-md5',
    `export const stringMd5 = () => crypto.randomUUID().replaceAll('-', '');
     export const binaryMd5 = () => { throw new Error('attachments are left out of this build'); };`,
  ],
  // For JSON nested deeper than the stack; ours is a document that the server has checked.
  ['vuvuzela', 'export default JSON;'],
]);
const PREFIX = '\0redress:stand-in:';

/** Leaves out of a worker what PouchDB imports and our documents never need. */
export function leanWorker(): Plugin {
  return {
    name: 'redress:lean-worker',
    apply: 'build',
    enforce: 'pre',
    resolveId: (id) => (STAND_INS.has(id) ? `${PREFIX}${id}` : undefined),
    load: (id) => (id.startsWith(PREFIX) ? STAND_INS.get(id.slice(PREFIX.length)) : undefined),
  };
}
