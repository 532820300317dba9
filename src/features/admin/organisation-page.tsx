import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { SegmentedNav } from '../../ui/segmented-nav.tsx';
import { CategoriesPart } from './categories/categories-part.tsx';
import { BranchForm } from './organisation/branch-form.tsx';
import { BranchesPart } from './organisation/branches-part.tsx';
import { GeneralPart } from './organisation/general-part.tsx';
import { RegionForm } from './organisation/region-form.tsx';
import { RegionsPart } from './organisation/regions-part.tsx';
import { useOrganisation } from './organisation/use-organisation.ts';
import { Unread } from './server/unread.tsx';
import { useView } from './use-view.ts';

const PARTS = ['general', 'regions', 'branches', 'categories'] as const;

/** `/admin/organisation`: what every device knows of it. `?part=…` shows a part; with `&new` or `&id=` one of its forms. */
export default function OrganisationPage() {
  const { t } = useTranslation();
  const view = useView();
  const organisation = useOrganisation();
  const { data, regions } = organisation;
  const part = PARTS.find((one) => one === view.at('part')) ?? 'general';
  const id = view.at('id');
  const back = view.href({ part });
  const form = view.at('new') !== null || id !== null;

  if (form && data !== null && part === 'regions') {
    const doc = data.regions.find(({ region }) => region === id);
    if (doc !== undefined || id === null) {
      return <RegionForm key={id} region={doc ?? null} organisation={organisation} back={back} />;
    }
  }
  if (form && data !== null && part === 'branches') {
    const doc = data.branches.find(({ branch }) => branch === id);
    const region = view.at('region') ?? undefined;
    if (doc !== undefined || id === null) {
      return (
        <BranchForm key={id} branch={doc ?? null} region={region} organisation={organisation} back={back} />
      );
    }
  }
  const nav = (
    <SegmentedNav
      label={t('admin:organisation.parts')}
      current={part}
      items={[
        { id: 'general', label: t('admin:organisation.general'), href: view.href() },
        {
          id: 'regions',
          label: t('admin:regions.title'),
          href: view.href({ part: 'regions' }),
          ...(data && { count: regions.length }),
        },
        {
          id: 'branches',
          label: t('admin:branches.title'),
          href: view.href({ part: 'branches' }),
          ...(data && { count: data.branches.filter(({ closed }) => !closed).length }),
        },
        {
          id: 'categories',
          label: t('admin:categories.title'),
          href: view.href({ part: 'categories' }),
          ...(data && { count: data.categories.filter(({ retired }) => retired !== true).length }),
        },
      ]}
    />
  );
  if (data === null || form) {
    return (
      <Page title={t('admin:organisation.title')} lead={nav} {...(form && { back })}>
        <Unread from={[organisation]} />
        {data !== null && form && <EmptyState icon="branch" title={t('admin:organisation.gone')} />}
      </Page>
    );
  }
  const props = { organisation, data, nav, view };
  if (part === 'regions') return <RegionsPart {...props} />;
  if (part === 'branches') return <BranchesPart {...props} />;
  return part === 'categories' ? <CategoriesPart {...props} /> : <GeneralPart {...props} />;
}
