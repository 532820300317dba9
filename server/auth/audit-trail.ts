/** Writes the trail: `audit:<uuidv7>`, which nothing changes or deletes. */
import type { Context } from '../context.ts';
import type { Audit } from './audit.ts';

/** What could not be written rejects, so that what it speaks of does not happen unseen. */
export function auditTrail({ stores, now, uuid }: Pick<Context, 'stores' | 'now' | 'uuid'>): Audit {
  return {
    async record(entries) {
      if (entries.length === 0) return;
      const at = now();
      const docs = entries.map((entry) => ({ _id: `audit:${uuid()}`, type: 'audit', v: 1, at, ...entry }));
      const results = await stores.audit.write(docs);
      if (results.some((result) => result.error !== undefined))
        throw new Error('an audit id was used before');
    },
  };
}
