/** The page on which each begins, with the texts it shows: fetched beside all else that a start needs, not after it. */
import type { ComponentType } from 'react';
import type { AccountRole } from '../domain/actor.ts';
import { loadTexts } from '../i18n/load.ts';
import type { TextGroup } from '../i18n/namespaces.ts';

export interface PageSource<Props extends object> {
  readonly load: () => Promise<{ readonly default: ComponentType<Props> }>;
  readonly groups: readonly TextGroup[];
}
const source = <Props extends object>(
  load: PageSource<Props>['load'],
  ...groups: readonly TextGroup[]
): PageSource<Props> => ({ load, groups });

export const complaints = source(() => import('../features/complaints/list-page.tsx'), 'work', 'complaints');
export const overview = source(() => import('../features/reports/overview-page.tsx'), 'work', 'office');
export const people = source(() => import('../features/admin/people-page.tsx'), 'work', 'account', 'office');
export const signIn = source(() => import('../features/account/sign-in-page.tsx'), 'work', 'account');

export const FIRST = {
  field: complaints,
  manager: overview,
  analyst: overview,
  admin: people,
  nobody: signIn,
} satisfies Readonly<Record<AccountRole | 'nobody', unknown>>;

/** Begins to fetch it. Whoever shows the page fetches it again, and tells of a failure. */
export function fetchFirstPage(who: keyof typeof FIRST): void {
  const { load, groups } = FIRST[who];
  void Promise.all([load(), loadTexts(...groups)]).catch(() => undefined);
}
