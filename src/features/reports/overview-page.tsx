import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import { useData, useProfile } from '../../data/context.ts';
import { useRegistry } from '../../data/use-device.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { ButtonLink } from '../../ui/button-link.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { useNow } from '../../ui/use-now.ts';
import { BranchTable } from './branch-table.tsx';
import { CompletenessLine } from './completeness-line.tsx';
import { KeyFigures } from './figures.tsx';
import { GapAlarm } from './gap-alarm.tsx';
import { Filters } from './filters.tsx';
import { Headline } from './headline-text.tsx';
import { headlineOf } from './headline.ts';
import { latestDay } from './latest-day.ts';
import { namesIn } from './names.ts';
import { OldFigures } from './old-figures.tsx';
import { changed, questionOf, reportPath } from './question.ts';
import { Trend } from './trend.tsx';
import { useOverview } from './use-overview.ts';

/** `/overview`: first what changed, then the figures, then the table. */
export default function OverviewPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow();
  const [params, setParams] = useSearchParams();
  const registry = useRegistry();
  const session = useProfile();
  const data = useData();
  const names = namesIn(registry, language);
  const zones = (registry?.regions ?? []).map(({ calendar }) => calendar.timeZone);
  const question = questionOf(params, latestDay(now, zones));
  const overview = useOverview(data, reportPath(question));
  const report = overview.kept?.report ?? null;
  const manages = session.role === 'manager';
  const change = (next: Parameters<typeof changed>[1]): void =>
    setParams(changed(params, next), { replace: true });
  return (
    <Page
      wide
      title={t('common:places.overview')}
      heading={report === null ? undefined : <Headline sentences={headlineOf(report)} names={names} />}
      lead={
        <>
          <Filters
            question={question}
            registry={registry}
            regions={session.regions}
            names={names}
            onChange={change}
          />
          {overview.kept !== null && (
            <CompletenessLine
              completeness={overview.kept.report.completeness}
              asOf={overview.kept.asOf}
              now={now}
              names={names}
            />
          )}
        </>
      }
    >
      {session.organisation.demo && <Notice title={t('reports:demo.title')}>{t('reports:demo.text')}</Notice>}
      {overview.problem !== null && (
        <OldFigures problem={overview.problem} asOf={overview.kept?.asOf ?? null} now={now} />
      )}
      {report === null && !overview.settled && <Loading />}
      {report !== null && (
        <>
          {manages && report.completeness.quarantined > 0 && (
            <Notice
              tone="warn"
              title={t('reports:quarantine.waiting', { count: report.completeness.quarantined })}
              action={
                <ButtonLink small kind="quiet" href="/quarantine">
                  {t('reports:quarantine.decide')}
                </ButtonLink>
              }
            />
          )}
          <GapAlarm completeness={report.completeness} now={now} />
          <KeyFigures report={report} complaintsHref={manages ? '/complaints' : undefined} />
          {report.satisfaction === null &&
            (question.narrowed.category !== undefined || question.narrowed.channel !== undefined) && (
              <p>{t('reports:complaintsOnly')}</p>
            )}
          {report.weeks.length > 0 && <Trend weeks={report.weeks} />}
          {report.branches.length > 0 && (
            <BranchTable branches={report.branches} names={names} onBranch={(branch) => change({ branch })} />
          )}
        </>
      )}
    </Page>
  );
}
