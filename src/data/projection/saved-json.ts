import type { StoredDoc } from '../store/engine.ts';

/**
 * Many small records are kept as one text: PouchDB copies what it is given field by field, a text it takes as it is.
 * @returns what `json` of a document says; `none` when there is no such document
 */
export function savedJson<T>(doc: StoredDoc | null | undefined, none: T): T {
  const json = doc?.['json'];
  return typeof json === 'string' ? (JSON.parse(json) as T) : none;
}
