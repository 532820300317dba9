import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { OverviewReport } from '../../../server/contract/reports.ts';
import { useFormats } from '../../i18n/use-language.ts';
import { Card } from '../../ui/card.tsx';
import { Table } from '../../ui/table.tsx';
import styles from './overview.module.css';

type Week = OverviewReport['weeks'][number];

// The chart library is larger than the rest of the page: figures and tables are there before it.
const SatisfactionChart = lazy(async () => ({
  default: (await import('./satisfaction-chart.tsx')).SatisfactionChart,
}));
const ComplaintsChart = lazy(async () => ({
  default: (await import('./complaints-chart.tsx')).ComplaintsChart,
}));

/** Week by week: drawn, and as a table for who reads it that way. */
export function Trend({ weeks }: { readonly weeks: readonly Week[] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const dash = t('reports:figure.none');
  const count = (value: number | null): string => (value === null ? dash : formats.number(value));
  const asked = weeks.some(({ satisfied }) => satisfied !== null && satisfied.n > 0);
  return (
    <div className={styles.trend}>
      {asked && (
        <Card heading={t('reports:trend.satisfaction')}>
          <Suspense fallback={<div className={styles.chart} />}>
            <SatisfactionChart weeks={weeks} />
          </Suspense>
          <small>{t('reports:trend.band')}</small>
        </Card>
      )}
      <Card heading={t('reports:trend.complaints')}>
        <Suspense fallback={<div className={styles.chart} />}>
          <ComplaintsChart weeks={weeks} />
        </Suspense>
      </Card>
      <details className={styles.wide}>
        <summary>{t('reports:trend.asTable')}</summary>
        <Table
          caption={t('reports:trend.caption')}
          rows={weeks}
          rowKey={({ week }) => week}
          columns={[
            { key: 'week', header: t('reports:trend.week'), cell: ({ week }) => formats.date(week) },
            {
              key: 'received',
              header: t('reports:figure.received'),
              numeric: true,
              cell: ({ received }) => count(received),
            },
            {
              key: 'closed',
              header: t('reports:trend.closed'),
              numeric: true,
              cell: ({ closed }) => count(closed),
            },
            {
              key: 'satisfied',
              header: t('reports:figure.satisfied'),
              numeric: true,
              cell: ({ satisfied }) =>
                satisfied?.value === null || satisfied?.value === undefined
                  ? dash
                  : formats.percent(satisfied.value, 1),
            },
            {
              key: 'interval',
              header: t('reports:trend.interval'),
              numeric: true,
              cell: ({ satisfied }) =>
                satisfied?.low === null || satisfied?.low === undefined || satisfied.high === null
                  ? dash
                  : formats.range(satisfied.low, satisfied.high, 1, 'percent'),
            },
            {
              key: 'n',
              header: t('reports:trend.answers'),
              numeric: true,
              cell: ({ satisfied }) => count(satisfied?.n ?? null),
            },
          ]}
        />
        <p className={styles.explain}>{t('reports:suppressed')}</p>
      </details>
    </div>
  );
}
