import { useTranslation } from 'react-i18next';
import type { Filter } from '../../../data/api.ts';
import { ButtonLink } from '../../../ui/button-link.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import type { IconName } from '../../../ui/icon-paths.ts';
import { COMPLAINTS } from '../places.ts';

const ICONS: Readonly<Record<Filter, IconName>> = {
  due: 'check',
  mine: 'person',
  branch: 'branch',
  unsynced: 'check',
  overdue: 'check',
  closed: 'document',
};

export interface EmptyListProps {
  readonly filter: Filter;
  /** '' when nothing was searched */
  readonly search: string;
  /** how many there are in the branch, to lead there */
  readonly open: number;
}

/** Says what belongs here, and how to begin. */
export function EmptyList({ filter, search, open }: EmptyListProps) {
  const { t } = useTranslation();
  if (search.trim() !== '')
    return <EmptyState icon="search" title={t('ui:search.nothing', { words: search.trim() })} />;
  return (
    <EmptyState
      icon={ICONS[filter]}
      title={t(`complaints:empty.${filter}.title`)}
      action={
        filter !== 'branch' &&
        open > 0 && (
          <ButtonLink kind="quiet" href={`${COMPLAINTS}?show=branch`}>
            {t('complaints:empty.seeOpen', { count: open })}
          </ButtonLink>
        )
      }
    >
      {t(`complaints:empty.${filter}.text`)}
    </EmptyState>
  );
}
