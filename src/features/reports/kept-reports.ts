/**
 * The last figures, kept on the device with their age, so that an overview opens at once and without the network. They
 * lie in the account's own store: the next one who signs in here never sees them.
 */
import type { DataClient } from '../../data/client.ts';
import type { OverviewReport } from '../../../server/contract/reports.ts';

export interface KeptReport {
  /** of the question */
  readonly path: string;
  readonly etag: string | null;
  readonly report: OverviewReport;
  /** Unix milliseconds: when the server last said that these are the figures */
  readonly asOf: number;
}

const KEY = 'figures:overview';
/** Questions that one goes back and forth between. */
const MOST = 6;

export async function keptReports(data: DataClient): Promise<readonly KeptReport[]> {
  const kept = await data.api.draft(KEY);
  return Array.isArray(kept) ? (kept as readonly KeptReport[]) : [];
}

/** @returns the list with this one first */
export function withReport(kept: readonly KeptReport[], one: KeptReport): KeptReport[] {
  return [one, ...kept.filter(({ path }) => path !== one.path)].slice(0, MOST);
}

export async function keepReports(data: DataClient, kept: readonly KeptReport[]): Promise<void> {
  // A full device keeps older figures, or none: the screen shows the new ones all the same.
  await data.api.saveDraft(KEY, kept);
}
