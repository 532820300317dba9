import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../../ui/button-link.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ListCard } from '../../../ui/list-card.tsx';
import { ListSection } from '../../../ui/list-section.tsx';
import { Page } from '../../../ui/page.tsx';
import { SearchField } from '../../../ui/search-field.tsx';
import { matches } from '../forms/matches.ts';
import { Unread } from '../server/unread.tsx';
import type { PartProps } from './part-props.ts';

/** From so many on, a list is searched rather than read. */
const MANY = 8;

export function BranchesPart({ organisation, data, nav, view }: PartProps) {
  const { t } = useTranslation();
  const [words, setWords] = useState('');
  const { regions } = organisation;
  const found = regions
    .map((region) => ({
      ...region,
      branches: region.branches
        .filter(({ doc, name }) => matches(words, name, doc.branch, region.name))
        .toSorted((a, b) => Number(a.doc.closed) - Number(b.doc.closed)),
    }))
    .filter(({ branches }) => words === '' || branches.length > 0);
  const noRegion = regions.length === 0;
  return (
    <Page
      title={t('admin:organisation.title')}
      lead={
        <>
          {nav}
          {data.branches.length > MANY && (
            <SearchField
              label={t('admin:branches.search')}
              placeholder={t('admin:branches.search')}
              value={words}
              onChange={setWords}
            />
          )}
        </>
      }
      bottom={
        noRegion ? (
          <ButtonLink icon="add" href={view.href({ part: 'regions', new: '1' })}>
            {t('admin:regions.add')}
          </ButtonLink>
        ) : (
          <ButtonLink icon="add" href={view.href({ part: 'branches', new: '1' })}>
            {t('admin:branches.add')}
          </ButtonLink>
        )
      }
    >
      <Unread from={[organisation]} />
      {noRegion && (
        <EmptyState icon="branch" title={t('admin:branches.regionFirst')}>
          {t('admin:branches.regionFirstText')}
        </EmptyState>
      )}
      {!noRegion && data.branches.length === 0 && (
        <EmptyState icon="branch" title={t('admin:branches.none')}>
          {t('admin:branches.begin')}
        </EmptyState>
      )}
      {data.branches.length > 0 && found.length === 0 && (
        <p role="status">{t('ui:search.nothing', { words })}</p>
      )}
      {data.branches.length > 0 &&
        found.map(({ doc: region, name, branches }) => (
          <ListSection key={region.region} heading={name}>
            {branches.length === 0 && <small>{t('admin:branches.noneHere')}</small>}
            {branches.map((one) => (
              <ListCard
                key={one.doc.branch}
                href={view.href({ part: 'branches', id: one.doc.branch })}
                title={one.name}
                meta={[t('admin:codeField.shown', { code: one.doc.branch })]}
                due={one.doc.closed ? <Chip>{t('admin:branches.closed')}</Chip> : undefined}
              />
            ))}
          </ListSection>
        ))}
    </Page>
  );
}
