/** Documents of the server's own databases, read back as what they were written as. */
import * as v from 'valibot';
import type { StoredDoc } from '../store/store.ts';

/** @returns null when there is none; throws on a document that this server never wrote (a bug, or a hand in the store) */
export function readAs<S extends v.GenericSchema>(schema: S, doc: StoredDoc | null): v.InferOutput<S> | null {
  return doc === null ? null : v.parse(schema, doc);
}

/** What has an id with this beginning. */
export const under = (prefix: string) =>
  ({ from: prefix, to: `${prefix}\ufff0`, includeDocs: true }) as const;

/** The generation of a revision: of two copies of a document, the higher is the later. */
export const generation = (doc: { readonly _rev?: string | undefined }): number =>
  Number.parseInt(doc._rev ?? '0', 10);
