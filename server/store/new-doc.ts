import type { NewDoc, WriteResult } from './store.ts';

const FIELDS = new Set(['_id', '_rev', '_deleted']);
const REVISION = /^[1-9]\d*-[0-9a-f]{32}$/;

/**
 * Throws on a document that no engine takes. Checked before it is grouped with others' documents, because
 * both engines refuse a whole batch for one of these. What an id may look like is the caller's rule.
 */
export function assertWritable(doc: NewDoc): void {
  if (typeof doc._id !== 'string' || doc._id === '' || doc._id.startsWith('_')) {
    throw new TypeError(`not an id: ${JSON.stringify(doc._id)}`);
  }
  for (const field of Object.keys(doc)) {
    if (field.startsWith('_') && !FIELDS.has(field))
      throw new TypeError(`reserved field ${field} in ${doc._id}`);
  }
}

/** A revision that cannot exist is not the current one: the engines would refuse the batch, we say conflict. */
export function hasImpossibleRev(doc: NewDoc): boolean {
  return doc._rev !== undefined && !REVISION.test(doc._rev);
}

type Write = (docs: readonly NewDoc[]) => Promise<WriteResult[]>;

/** Puts both checks before an engine's write; the results stay one for each document, in order. */
export function checkedWrite(write: Write): Write {
  return async (docs) => {
    docs.forEach(assertWritable);
    const possible = docs.filter((doc) => !hasImpossibleRev(doc));
    const results = (possible.length === 0 ? [] : await write(possible)).values();
    return docs.map((doc) => {
      const result = hasImpossibleRev(doc) ? undefined : results.next().value;
      return result ?? { id: doc._id, error: 'conflict' };
    });
  };
}
