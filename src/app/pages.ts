/** The pages, each fetched when it is first needed: a field worker's phone never loads the reports. */
import { createElement, lazy, useState, type ComponentType } from 'react';
import { loadTexts } from '../i18n/load.ts';
import type { TextGroup } from '../i18n/namespaces.ts';
import { complaints, FIRST, overview, people, signIn } from './first-page.ts';
import type { PageSource } from './first-page.ts';

/**
 * A page with the texts that it shows. What is here already is shown at once: `lazy` suspends even then, and whatever
 * suspends is shown 300 ms after its fallback at the earliest (React's own pause against flicker), which was a third of
 * a start.
 */
function pageOf<Props extends object>(source: PageSource<Props>) {
  const { load, groups } = source;
  let here: ComponentType<Props> | undefined;
  const fetch = async () => {
    const [found] = await Promise.all([load(), loadTexts(...groups)]);
    here = found.default;
    return found;
  };
  const Later: ComponentType<Props> = lazy(fetch);
  function Page(props: Props) {
    const [Shown] = useState(() => here ?? Later);
    return createElement(Shown, props);
  }
  return Object.assign(Page, { source, fetch });
}
const page = <Props extends object>(load: PageSource<Props>['load'], ...groups: readonly TextGroup[]) =>
  pageOf({ load, groups });

export const ComplaintsPage = pageOf(complaints);
export const NewComplaintPage = page(
  () => import('../features/complaints/new-page.tsx'),
  'work',
  'complaints',
);
export const ComplaintPage = page(() => import('../features/complaints/case-page.tsx'), 'work', 'complaints');
export const AccountPage = page(() => import('../features/account/account-page.tsx'), 'work', 'account');
export const HeldPage = page(() => import('../features/account/held-page.tsx'), 'work', 'account');
export const SignInPage = pageOf(signIn);
export const OverviewPage = pageOf(overview);
export const QuarantinePage = page(() => import('../features/reports/quarantine-page.tsx'), 'work', 'office');
export const PeoplePage = pageOf(people);
export const KiosksPage = page(
  () => import('../features/admin/kiosks-page.tsx'),
  'work',
  'account',
  'office',
);
export const OrganisationPage = page(
  () => import('../features/admin/organisation-page.tsx'),
  'work',
  'account',
  'office',
);
export const SetupPage = page(() => import('../features/admin/setup-page.tsx'), 'work', 'account', 'office');

/** Fetches what will be shown first, so that it is shown at once. Rendering meets a failure again, and tells it. */
export async function preloadFirstPage(who: keyof typeof FIRST): Promise<void> {
  const pages = [ComplaintsPage, OverviewPage, PeoplePage, SignInPage];
  await pages
    .find(({ source }) => source === FIRST[who])
    ?.fetch()
    .catch(() => undefined);
}
