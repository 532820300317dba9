import { problem } from './saved.ts';
import type { CaseCalls } from './work.ts';

const forbidden = () => Promise.resolve(problem('scope.forbidden'));

/** What is answered about complaints where there are none and none may be made. */
export const noCases: CaseCalls = {
  list: () =>
    Promise.resolve({
      rows: [],
      total: 0,
      counts: { due: 0, mine: 0, branch: 0, overdue: 0, unsynced: 0, closed: 0 },
    }),
  recentCategories: () => Promise.resolve([]),
  complaint: () => Promise.resolve(null),
  record: forbidden,
  act: forbidden,
  changeParty: forbidden,
};
