import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe } from 'vitest';
import type { CouchPlacement } from '../../../server/store/couchdb-prepare.ts';
import type { Stores } from '../../../server/store/store.ts';
import { openStores } from '../../../server/store/open.ts';
import { couchdbUrl, dropDatabases } from './couch.ts';

export interface Fresh {
  dataDir: string;
  prefix: string;
  /** Opens the same databases, once more or anew. */
  open: (placement?: CouchPlacement) => Promise<Stores>;
}

/** The same promises, kept by each engine that is here; each test gets databases of its own. */
export function describeEngines(title: string, promises: (fresh: () => Promise<Fresh>) => void): void {
  const engines = couchdbUrl === undefined ? [undefined] : [undefined, couchdbUrl];
  for (const url of engines) {
    describe(`${title} (${url === undefined ? 'embedded' : 'CouchDB'})`, () => {
      promises(freshDatabases(url));
    });
  }
}

/** Databases with random names, in a directory of their own, gone after the test. */
export function freshDatabases(url: string | undefined): () => Promise<Fresh> {
  const undo: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const step of undo.splice(0).toReversed()) await step();
  });

  return async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'redress-store-'));
    undo.push(() => rm(dataDir, { recursive: true }));
    const prefix = `test_${randomBytes(6).toString('hex')}_`;
    if (url !== undefined) undo.push(() => dropDatabases(url, prefix));
    return {
      dataDir,
      prefix,
      open: async (placement = {}) => {
        const stores = await openStores({ dataDir, couchdbUrl: url, prefix, placement });
        let open = true;
        const close = async (): Promise<void> => {
          if (open) await stores.close();
          open = false;
        };
        undo.push(close);
        return { ...stores, close };
      },
    };
  };
}
