import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Profile } from '../../data/api.ts';
import type { DataClient } from '../../data/client.ts';
import type { Survey } from '../../domain/survey/definition.ts';
import { useLive } from '../../data/live.ts';
import { matchLanguage } from '../../i18n/choose.ts';
import { bringLanguage, shownLanguage } from '../../i18n/load.ts';
import { BarePage } from '../../ui/bare-page.tsx';
import { Button } from '../../ui/button.tsx';
import { Frame } from '../../ui/frame.tsx';
import { Notice } from '../../ui/notice.tsx';
import { KioskScreen } from './kiosk-screen.tsx';
import type { KioskScreenProps } from './kiosk-screen.tsx';
import type { Run } from './run.ts';
import { speak } from './speak.ts';
import { shownSurveys } from './shown-surveys.ts';
import { interruptedRun } from './use-run.ts';
import type { Stage } from './use-run.ts';

type Opened = { readonly ok: true; readonly run: Run | null } | { readonly ok: false };

/** Opens the kiosk's stores, and finds what a reload interrupted. */
async function openKiosk(data: DataClient, profile: Profile): Promise<Opened> {
  const opened = await data.api.open(profile);
  return opened.ok ? { ok: true, run: await interruptedRun(data) } : { ok: false };
}

/** A run of just now goes on; an older one is what somebody left behind, and becomes an abandoned response. */
async function settleRun(data: DataClient, run: Run | null, survey: Survey | undefined): Promise<Stage> {
  if (run === null) return { kind: 'start' };
  const { isStale, responseOf, saysSomething } = await import('./run.ts');
  if (survey !== undefined && run.at !== null && !isStale(run, Date.now())) {
    await speak(run.language);
    return { kind: 'asking', run };
  }
  if (survey === undefined || !saysSomething(run)) {
    await data.api.dropDraft('response');
    return { kind: 'start' };
  }
  const finished = await data.api.finishResponse(responseOf(survey, run), run.at === null);
  return finished.ok ? { kind: 'start' } : { kind: 'stuck', run };
}

/** Fetches the languages that customers may choose, so that they are here without the network. */
async function bringLanguages(tags: readonly string[]): Promise<void> {
  // What is loaded before the service worker is in charge would not be kept.
  if (import.meta.env.PROD && 'serviceWorker' in navigator) await navigator.serviceWorker.ready;
  for (const tag of tags) {
    const code = matchLanguage(tag);
    if (code !== undefined) await bringLanguage(code).catch(() => undefined);
  }
}

/** From the enrolment to the first customer: stores, survey, languages. */
export function RunningKiosk(props: Omit<KioskScreenProps, 'registry' | 'first' | 'resting'>) {
  const { t } = useTranslation();
  const { data, kiosk, onEnrol } = props;
  const [opened, setOpened] = useState<Opened | null>(null);
  const [resting] = useState(shownLanguage);
  const [first, setFirst] = useState<Stage | null>(null);
  const registry = useLive(data, ['registry'], (api) => api.registry(), kiosk.account).value;
  const status = useLive(data, ['status'], (api) => api.status(), kiosk.account).value;
  const [start] = useState<Profile>({ kind: 'kiosk', ...kiosk.info, account: kiosk.account });
  useEffect(() => {
    void openKiosk(data, start).then(setOpened);
  }, [data, start]);
  const surveys = registry === undefined ? [] : shownSurveys(registry.surveys, kiosk.info.surveys);
  const ready = opened?.ok === true && surveys.length > 0;
  const tags = surveys.flatMap(({ survey }) => survey.languages).join(' ');
  useEffect(() => {
    if (tags !== '') void bringLanguages(tags.split(' '));
  }, [tags]);
  const run = opened?.ok === true ? opened.run : null;
  const interrupted = registry?.surveys.find(({ id }) => id === run?.survey)?.survey;
  useEffect(() => {
    if (ready && first === null) void settleRun(data, run, interrupted).then(setFirst);
  }, [ready, first, data, run, interrupted]);

  if (registry !== undefined && first !== null)
    return <KioskScreen {...props} registry={registry} first={first} resting={resting} />;
  return (
    <Frame>
      <BarePage title={kiosk.info.name}>
        {opened?.ok === false && (
          <Notice tone="bad" live title={t('kiosk:opening.failed')}>
            {t('kiosk:opening.failedText')}
          </Notice>
        )}
        {opened?.ok === true && !ready && (
          <Notice
            live
            title={status?.sync === 'signIn' ? t('kiosk:staff.ended') : t('kiosk:opening.survey')}
            {...(status?.sync === 'signIn' && {
              action: (
                <Button small onClick={onEnrol}>
                  {t('kiosk:staff.newCode')}
                </Button>
              ),
            })}
          >
            {status?.sync === 'signIn' ? t('kiosk:staff.endedText') : t('kiosk:opening.surveyText')}
          </Notice>
        )}
      </BarePage>
    </Frame>
  );
}
