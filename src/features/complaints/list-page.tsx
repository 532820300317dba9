import { useCallback, useLayoutEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import { useData, useProfile } from '../../data/context.ts';
import { useLive } from '../../data/live.ts';
import { useDeviceStatus } from '../../data/use-device.ts';
import { ButtonLink } from '../../ui/button-link.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { LanguageSelect } from '../../ui/preferences.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { SegmentedNav } from '../../ui/segmented-nav.tsx';
import { FilterSelect } from '../../ui/select.tsx';
import { CaseList } from './list/case-list.tsx';
import { EmptyList } from './list/empty-list.tsx';
import { FIRST, PAGE, placeInList, rememberPlace } from './list/list-place.ts';
import { FILTERS, filterIn, LIST_CHANGES, listQuestion } from './list/list-question.ts';
import { COMPLAINTS, NEW_COMPLAINT } from './places.ts';
import { useBranches } from './use-branches.ts';
import { useNames } from './use-names.ts';

/** `/complaints?show=<filter>`: what is due, and every other complaint that this person may see. */
export default function ListPage() {
  const { t } = useTranslation();
  const data = useData();
  const { account } = useProfile();
  const names = useNames();
  const branches = useBranches();
  const progress = useDeviceStatus()?.progress ?? null;
  const [params] = useSearchParams();
  const filter = filterIn(params);
  const [place, setPlace] = useState(() => placeInList(account));
  const { search, branch } = place;
  const change = (next: Partial<typeof place>): void => {
    rememberPlace({ limit: FIRST, scroll: 0, ...next });
    setPlace(placeInList(account));
  };
  const more = useCallback(() => {
    rememberPlace({ limit: placeInList(account).limit + PAGE });
    setPlace(placeInList(account));
  }, [account]);

  const { key, ask } = listQuestion(account, filter, place);
  const cases = useLive(data, LIST_CHANGES, ask, key).value;

  const ready = cases !== undefined && names.registry !== null;
  useLayoutEffect(() => {
    if (!ready) return undefined;
    const { scroll } = placeInList(account);
    // A page begins at its head by itself, and to say so again costs a layout.
    if (scroll > 0) scrollTo(0, scroll);
    return () => rememberPlace({ scroll: scrollY });
  }, [ready, account]);

  const several = branches.length > 1;
  const [only] = branches;
  const title = !several && only !== undefined ? only.name : t('complaints:list.title');
  return (
    <Page
      title={title}
      aside={
        several ? (
          <FilterSelect
            label={t('complaints:list.branch')}
            value={branch}
            onChange={(chosen) => change({ branch: chosen })}
            options={[
              { value: '', label: t('complaints:list.allBranches') },
              ...branches.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        ) : (
          <LanguageSelect compact />
        )
      }
      lead={
        <>
          <SearchField
            label={t('complaints:list.search')}
            placeholder={t('complaints:list.searchHint')}
            value={search}
            onChange={(words) => change({ search: words })}
          />
          <SegmentedNav
            label={t('complaints:list.filters')}
            current={filter}
            items={FILTERS.map((id) => ({
              id,
              label: t(`complaints:filters.${id}`),
              href: `${COMPLAINTS}?show=${id}`,
              ...(cases && { count: cases.counts[id] }),
            }))}
          />
        </>
      }
      bottom={
        branches.length > 0 && (
          <ButtonLink icon="add" href={NEW_COMPLAINT}>
            {t('complaints:list.new')}
          </ButtonLink>
        )
      }
    >
      {progress !== null && progress.pending > 0 && (
        <Notice live>
          {t('complaints:list.arriving', { done: progress.done, total: progress.done + progress.pending })}
        </Notice>
      )}
      {cases !== undefined && cases.rows.length === 0 && progress === null && (
        <EmptyList filter={filter} search={search} open={cases.counts.branch} />
      )}
      {ready && cases.rows.length > 0 && (
        <CaseList filter={filter} cases={cases} names={names} showBranch={several} onEnd={more} />
      )}
    </Page>
  );
}
