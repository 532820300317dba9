import { lazy, Suspense, useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Registry } from '../../data/api.ts';
import type { DataClient } from '../../data/client.ts';
import type { LanguageCode, ShownLanguage } from '../../i18n/languages.ts';
import { useAsking } from './asking.ts';
import { IdleWatch } from './idle-watch.tsx';
import type { KeptKiosk } from './kept-kiosk.ts';
import { KioskFrame, plainComfort } from './kiosk-frame.tsx';
import { languagesOf, shownSurveys } from './shown-surveys.ts';
import { speak } from './speak.ts';
import type { WaitingUpdate } from './staff-menu.tsx';
import { LanguageChoice, StartScreen } from './start-screen.tsx';
import { useScreenOn, useStillness } from './stillness.ts';
import { ThanksScreen } from './thanks-screen.tsx';
import { useRun } from './use-run.ts';
import type { Stage } from './use-run.ts';
import styles from './kiosk.module.css';

// Not for customers, and so not on their way.
const StaffScreen = lazy(async () => ({ default: (await import('./staff-screen.tsx')).StaffScreen }));

export interface KioskScreenProps {
  readonly data: DataClient;
  readonly kiosk: KeptKiosk;
  readonly registry: Registry;
  /** where a reload left off */
  readonly first: Stage;
  /** the language in which it waits */
  readonly resting: ShownLanguage;
  readonly update: WaitingUpdate | undefined;
  readonly onChange: (kiosk: KeptKiosk) => void;
  readonly onEnrol: () => void;
  readonly onLeave: () => void;
}

/** Milliseconds after which what could not be written is tried again. */
const RETRY = 15_000;

export function KioskScreen({
  data,
  kiosk,
  registry,
  first,
  resting,
  update,
  onChange,
  onEnrol,
  onLeave,
}: KioskScreenProps) {
  const { t } = useTranslation();
  const [comfort, setComfort] = useState(plainComfort);
  const [choosing, setChoosing] = useState(false);
  const [staff, setStaff] = useState(false);
  const definitionOf = (id: string) => registry.surveys.find((one) => one.id === id)?.survey;
  const control = useRun(data, definitionOf, first);
  const { stage } = control;
  const surveys = shownSurveys(registry.surveys, kiosk.info.surveys);
  const offered = surveys.find(({ id }) => id === kiosk.chosen) ?? surveys[0];
  const run = stage.kind === 'asking' ? stage.run : null;
  const definition = run === null ? undefined : definitionOf(run.survey);
  const { asking, bring } = useAsking(run !== null);
  const question = run === null || definition === undefined ? null : { definition, run, control };

  useStillness();
  useScreenOn();
  /** Nothing of the last customer stays: not their language, nor how they wanted to see it. */
  const clear = (): void => {
    setComfort(plainComfort);
    setChoosing(false);
    void speak(resting);
  };
  const giveUp = async (): Promise<void> => {
    await control.giveUp();
    clear();
  };
  const tryAgain = useEffectEvent(() => void giveUp());
  useEffect(() => {
    if (stage.kind !== 'stuck') return undefined;
    const timer = setInterval(() => tryAgain(), RETRY);
    return () => clearInterval(timer);
  }, [stage.kind]);

  const begin = async (code: LanguageCode): Promise<void> => {
    if (offered === undefined) return;
    const [{ newRun }] = await Promise.all([bring(), speak(code)]);
    await control.go(newRun(offered, code));
  };
  const change = async (code: LanguageCode): Promise<void> => {
    await speak(code);
    setChoosing(false);
    if (run !== null) await control.go({ ...run, language: code, touched: Date.now() });
  };
  const languages = languagesOf(definition ?? offered?.survey ?? { languages: [] });

  return (
    <>
      <KioskFrame
        kiosk={kiosk}
        registry={registry}
        comfort={comfort}
        onComfort={setComfort}
        onStaff={() => setStaff(true)}
        covered={staff}
        onLanguage={run !== null && !choosing && languages.length > 1 ? () => setChoosing(true) : undefined}
        foot={asking !== null && question !== null && !choosing && <asking.QuestionWay {...question} />}
      >
        {stage.kind === 'stuck' && (
          <div className={styles.thanks} role="alert">
            <h1>{t('kiosk:stuck.title')}</h1>
            <p className={styles.hint}>{t('kiosk:stuck.text')}</p>
          </div>
        )}
        {stage.kind === 'thanks' && (
          <ThanksScreen
            onDone={() => {
              clear();
              control.restart();
            }}
          />
        )}
        {stage.kind === 'start' && offered !== undefined && (
          <StartScreen survey={offered.survey} languages={languages} onBegin={(code) => void begin(code)} />
        )}
        {run !== null && choosing && (
          <div className={styles.start}>
            <h1>{t('kiosk:start.choose')}</h1>
            <LanguageChoice languages={languages} onChoose={(code) => void change(code)} />
          </div>
        )}
        {asking !== null && question !== null && !choosing && <asking.Question {...question} />}
      </KioskFrame>
      {run !== null && !staff && <IdleWatch key={run.id} onGone={() => void giveUp()} />}
      {staff && (
        <Suspense>
          <StaffScreen
            data={data}
            kiosk={kiosk}
            surveys={surveys}
            update={update}
            onChange={onChange}
            onClose={() => setStaff(false)}
            onEnrol={onEnrol}
            onLeave={onLeave}
          />
        </Suspense>
      )}
    </>
  );
}
