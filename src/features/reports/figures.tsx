import { useTranslation } from 'react-i18next';
import type {
  ComplaintFigures,
  DurationFigure,
  OverviewReport,
  SatisfactionFigures,
  ShareFigure,
} from '../../../server/contract/reports.ts';
import { useFormats } from '../../i18n/use-language.ts';
import { Chip } from '../../ui/chip.tsx';
import { Figure } from '../../ui/figure.tsx';
import { IntervalBar } from '../../ui/interval-bar.tsx';
import { changeOfCounts, changeOfShares, complaintsBefore, satisfiedBefore } from './headline.ts';
import type { Change } from './headline.ts';
import styles from './overview.module.css';

const HOUR = 3_600_000;

interface ShareProps {
  readonly heading: string;
  readonly share: ShareFigure;
  readonly compared?: Change;
  readonly chip?: React.ReactNode;
}

/** A share of its scale, with the interval it could lie in by chance and the number of those it is about. */
function ShareCard({ heading, share, compared, chip }: ShareProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { value, low, high, n, unknown } = share;
  if (value === null || low === null || high === null)
    return <Figure heading={heading} value={t('reports:figure.none')} notes={[t('reports:figure.nobody')]} />;
  const label = t('ui:interval.label', {
    value: formats.percent(value, 1),
    low: formats.percent(low, 1),
    high: formats.percent(high, 1),
  });
  return (
    <Figure
      heading={heading}
      value={formats.percent(value, 1)}
      notes={[
        formats.range(low, high, 1, 'percent'),
        t('reports:figure.n', { count: n }),
        compared !== undefined && t(`reports:change.${compared}`),
        unknown > 0 && t('reports:figure.unknown', { count: unknown }),
      ]}
    >
      <IntervalBar value={value} low={low} high={high} min={0} max={1} label={label} />
      {chip}
    </Figure>
  );
}

function NpsCard({ nps }: Pick<SatisfactionFigures, 'nps'>) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { value, low, high, n, unknown } = nps;
  const heading = t('reports:figure.nps');
  if (value === null || low === null || high === null)
    return <Figure heading={heading} value={t('reports:figure.none')} notes={[t('reports:figure.nobody')]} />;
  const label = t('ui:interval.label', {
    value: formats.signed(value, 1),
    low: formats.signed(low, 1),
    high: formats.signed(high, 1),
  });
  return (
    <Figure
      heading={heading}
      value={formats.signed(value, 1)}
      notes={[
        formats.range(low, high, 1),
        t('reports:figure.n', { count: n }),
        unknown > 0 && t('reports:figure.unknown', { count: unknown }),
      ]}
    >
      <IntervalBar value={value} low={low} high={high} min={-100} max={100} label={label} />
    </Figure>
  );
}

function DurationCard({ heading, figure }: { readonly heading: string; readonly figure: DurationFigure }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { median, p90, n, open, unknown } = figure;
  if (n + open === 0)
    return (
      <Figure
        heading={heading}
        value={t('reports:figure.none')}
        notes={[unknown > 0 ? t('reports:figure.unknown', { count: unknown }) : t('reports:figure.nobody')]}
      />
    );
  const unreached = n === 0 ? t('reports:figure.none') : t('reports:figure.notReached');
  const value = median === null ? unreached : formats.duration(median * HOUR);
  return (
    <Figure
      heading={heading}
      value={value}
      notes={[
        median !== null && t('reports:figure.median'),
        n > 0 &&
          (p90 === null
            ? t('reports:figure.p90Open')
            : t('reports:figure.p90', { time: formats.duration(p90 * HOUR) })),
        t('reports:figure.n', { count: n }),
        open > 0 && t('reports:figure.stillOpen', { count: open }),
        unknown > 0 && t('reports:figure.unknown', { count: unknown }),
      ]}
    />
  );
}

function ReceivedCard({
  complaints,
  compared,
  href,
}: {
  readonly complaints: ComplaintFigures;
  readonly compared: Change;
  readonly href: string | undefined;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { received, open, overdue, rejected } = complaints;
  return (
    <Figure
      heading={t('reports:figure.received')}
      value={formats.number(received)}
      notes={[
        t('reports:figure.open', { count: open }),
        t('reports:figure.overdue', { count: overdue }),
        rejected > 0 && t('reports:figure.rejected', { count: rejected }),
        compared === 'unknown' && t('reports:change.unknown'),
      ]}
      {...(href !== undefined && { href })}
    >
      {compared !== 'unknown' && (
        <div>
          <Chip>{t(`reports:change.${compared}`)}</Chip>
        </div>
      )}
    </Figure>
  );
}

export interface KeyFiguresProps {
  readonly report: OverviewReport;
  /** where single complaints are; absent: not for this reader */
  readonly complaintsHref: string | undefined;
}

/** The numbers, each with what it takes to believe it. */
export function KeyFigures({ report, complaintsHref }: KeyFiguresProps) {
  const { t } = useTranslation();
  const { complaints, satisfaction } = report;
  return (
    <div className={styles.figures}>
      {satisfaction !== null && (
        <>
          <ShareCard
            heading={t('reports:figure.satisfied')}
            share={satisfaction.satisfied}
            compared={changeOfShares(satisfiedBefore(report), satisfaction.satisfied)}
          />
          <NpsCard nps={satisfaction.nps} />
        </>
      )}
      {complaints !== null && (
        <>
          <ShareCard
            heading={t('reports:figure.timely')}
            share={complaints.timely}
            chip={
              complaints.overdue > 0 && (
                <div>
                  <Chip tone="warn" icon="clock">
                    {t('reports:figure.lateNow', { count: complaints.overdue })}
                  </Chip>
                </div>
              )
            }
          />
          <ReceivedCard
            complaints={complaints}
            compared={changeOfCounts(complaintsBefore(report), complaints.received)}
            href={complaintsHref}
          />
          <DurationCard heading={t('reports:figure.toAcknowledge')} figure={complaints.toAcknowledge} />
          <DurationCard heading={t('reports:figure.toClose')} figure={complaints.toClose} />
        </>
      )}
    </div>
  );
}
