import idb from 'pouchdb-adapter-idb';
import PouchDB from 'pouchdb-core';
import { REVS_LIMIT } from './engine.ts';
import type { Engine, Pouch } from './engine.ts';

PouchDB.plugin(idb);
// The project's own narrow view of PouchDB; its published types name Node's streams and buffers.
const Database = PouchDB as unknown as new (name: string, options: object) => Pouch;

/** PouchDB's prefix of the names of its databases. */
export const isOurs = (database: string): boolean => database.startsWith('_pouch_redress/');

/**
 * The browser's engine. Random revisions for what we write ourselves: the deterministic ones are an MD5 in JavaScript
 * of every document, and nobody compares ours with another's.
 */
export const idbEngine: Engine = (name) =>
  new Database(name, {
    adapter: 'idb',
    auto_compaction: true,
    revs_limit: REVS_LIMIT,
    deterministic_revs: false,
  });
