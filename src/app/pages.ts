/** The pages, each fetched when it is first needed: a field worker's phone never loads the reports. */
import { createElement, lazy, useState, type ComponentType } from 'react';
import type { AccountRole } from '../domain/actor.ts';
import { loadTexts } from '../i18n/load.ts';
import type { TextGroup } from '../i18n/namespaces.ts';

type Module<Props> = Promise<{ readonly default: ComponentType<Props> }>;

/**
 * A page with the texts that it shows. What is here already is shown at once: `lazy` suspends even then, and whatever
 * suspends is shown 300 ms after its fallback at the earliest (React's own pause against flicker), which was a third of
 * a start.
 */
function page<Props extends object>(load: () => Module<Props>, ...groups: readonly TextGroup[]) {
  let here: ComponentType<Props> | undefined;
  const fetch = async (): Module<Props> => {
    const [found] = await Promise.all([load(), loadTexts(...groups)]);
    here = found.default;
    return found;
  };
  const Later: ComponentType<Props> = lazy(fetch);
  function Page(props: Props) {
    const [Shown] = useState(() => here ?? Later);
    return createElement(Shown, props);
  }
  return Object.assign(Page, { fetch });
}

export const ComplaintsPage = page(
  () => import('../features/complaints/list-page.tsx'),
  'work',
  'complaints',
);
export const NewComplaintPage = page(
  () => import('../features/complaints/new-page.tsx'),
  'work',
  'complaints',
);
export const ComplaintPage = page(() => import('../features/complaints/case-page.tsx'), 'work', 'complaints');
export const AccountPage = page(() => import('../features/account/account-page.tsx'), 'work', 'account');
export const HeldPage = page(() => import('../features/account/held-page.tsx'), 'work', 'account');
export const SignInPage = page(() => import('../features/account/sign-in-page.tsx'), 'work', 'account');
export const OverviewPage = page(() => import('../features/reports/overview-page.tsx'), 'work', 'office');
export const QuarantinePage = page(() => import('../features/reports/quarantine-page.tsx'), 'work', 'office');
export const PeoplePage = page(
  () => import('../features/admin/people-page.tsx'),
  'work',
  'account',
  'office',
);
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

const FIRST: Readonly<Record<AccountRole | 'nobody', () => Promise<unknown>>> = {
  field: ComplaintsPage.fetch,
  manager: OverviewPage.fetch,
  analyst: OverviewPage.fetch,
  admin: PeoplePage.fetch,
  nobody: SignInPage.fetch,
};

/** Fetches what will be shown first while the language loads. Rendering meets a failure again, and tells it. */
export async function preloadFirstPage(who: keyof typeof FIRST): Promise<void> {
  await FIRST[who]().catch(() => undefined);
}
