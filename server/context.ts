/** What every part of the server is handed. Effects (clock, ids, store, log) come in here and nowhere else. */
import type { FastifyBaseLogger } from 'fastify';
import type { Uuid } from '../src/domain/ids.ts';
import type { Audit } from './auth/audit.ts';
import type { Identities } from './auth/identity.ts';
import type { Config } from './config.ts';
import type { Stores } from './store/store.ts';

export interface Context {
  readonly config: Config;
  readonly stores: Stores;
  /** Unix milliseconds */
  readonly now: () => number;
  /** a new version 7 UUID */
  readonly uuid: () => Uuid;
  readonly log: FastifyBaseLogger;
  readonly identities: Identities;
  readonly audit: Audit;
}
