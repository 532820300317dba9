/** What the list asks of the store, for the page and for who asks before the page is there. */
import type { CaseList, DataChange, Filter, ListQuery } from '../../../data/api.ts';
import type { DataClient } from '../../../data/client.ts';
import type { ListPlace } from './list-place.ts';

export const FILTERS: readonly Filter[] = ['due', 'mine', 'branch', 'unsynced', 'overdue', 'closed'];
export const LIST_CHANGES: readonly DataChange['kind'][] = ['complaints', 'registry'];

/** @param params of the address */
export const filterIn = (params: URLSearchParams): Filter =>
  FILTERS.find((one) => one === params.get('show')) ?? 'due';

export interface ListQuestion {
  readonly key: string;
  readonly ask: (api: DataClient['api']) => Promise<CaseList>;
}
export function listQuestion(account: string, filter: Filter, place: ListPlace): ListQuestion {
  const { search, branch, limit } = place;
  const query: ListQuery = { filter, search, ...(branch !== '' && { branch }), offset: 0, limit };
  return { key: JSON.stringify([account, query]), ask: (api) => api.list(query) };
}
