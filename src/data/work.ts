/**
 * What is worked on here: complaints, or a kiosk's surveys alone. It decides what a worker carries; the stores, the
 * outbox and the sync are the same for both.
 */
import type { Account } from './account.ts';
import type { DataApi, Saved } from './api.ts';
import type { Holding, Opened } from './holding.ts';
import type { Surroundings } from './ports.ts';

/** The calls about complaints. */
export type CaseCalls = Pick<
  DataApi,
  'list' | 'recentCategories' | 'complaint' | 'record' | 'act' | 'changeParty'
>;

/** The account that is open when a call is answered. */
export interface Desk<H extends Holding> {
  /** null: none is open */
  current(): Promise<Account<H> | null>;
  /** A write to the account's outbox: failures come back as codes, and sync wakes. */
  write<T extends object>(work: (account: Account<H>) => Promise<Saved<T>>): Promise<Saved<T>>;
}

export interface Work<H extends Holding> {
  readonly hold: (opened: Opened) => H;
  readonly cases: (desk: Desk<H>, around: Surroundings) => CaseCalls;
}
