/** For whom a report is made. */
import type { Actor } from '../../src/domain/actor.ts';
import type { Reach } from './where.ts';

export interface Reader {
  readonly reach: Reach;
  /** they may not see single records: small groups are hidden from them everywhere */
  readonly strictly: boolean;
}

/** Managers and analysts read reports of their regions. */
export const readerOf = (actor: Actor): Reader => ({
  reach: actor.regions,
  strictly: actor.role !== 'manager',
});
/** Whoever has the data directory, or its socket. */
export const operator: Reader = { reach: 'everything', strictly: false };
