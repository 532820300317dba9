import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../i18n/use-language.ts';
import { ButtonLink } from '../../../ui/button-link.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ListCard } from '../../../ui/list-card.tsx';
import { Page } from '../../../ui/page.tsx';
import { Unread } from '../server/unread.tsx';
import { useCalendarTexts } from './calendar-texts.ts';
import type { PartProps } from './part-props.ts';
import { timeZoneName } from './time-zones.ts';

export function RegionsPart({ organisation, nav, view }: PartProps) {
  const { t } = useTranslation();
  const { intl } = useLanguage();
  const calendar = useCalendarTexts();
  const { regions } = organisation;
  return (
    <Page
      title={t('admin:organisation.title')}
      lead={nav}
      bottom={
        <ButtonLink icon="add" href={view.href({ part: 'regions', new: '1' })}>
          {t('admin:regions.add')}
        </ButtonLink>
      }
    >
      <Unread from={[organisation]} />
      {regions.length === 0 && (
        <EmptyState icon="globe" title={t('admin:regions.none')}>
          {t('admin:regions.begin')}
        </EmptyState>
      )}
      {regions.map(({ doc, name, branches }) => (
        <ListCard
          key={doc.region}
          href={view.href({ part: 'regions', id: doc.region })}
          title={name}
          meta={[
            t('admin:regions.branches', { count: branches.filter((one) => !one.doc.closed).length }),
            timeZoneName(doc.calendar.timeZone, intl),
            calendar.days(doc.calendar.workdays),
            calendar.hours(doc.calendar.hours),
          ]}
        />
      ))}
    </Page>
  );
}
