import { useTranslation } from 'react-i18next';
import type { DataClient } from '../../data/client.ts';
import { useLive } from '../../data/live.ts';
import { textIn } from '../../domain/survey/localized.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { useNow } from '../../ui/use-now.ts';
import { StorageMeter, SyncStatus } from '../../ui/sync-status.tsx';
import { useInstalled } from '../../ui/install.ts';
import type { KeptKiosk } from './kept-kiosk.ts';
import { LeaveKiosk } from './leave-kiosk.tsx';
import type { ShownSurvey } from './shown-surveys.ts';
import styles from './staff.module.css';

/** A new version of the app that waits for somebody's word. */
export interface WaitingUpdate {
  readonly waiting: boolean;
  readonly apply: () => void;
}

export interface StaffMenuProps {
  readonly data: DataClient;
  readonly kiosk: KeptKiosk;
  readonly surveys: readonly ShownSurvey[];
  readonly update: WaitingUpdate | undefined;
  readonly onChange: (kiosk: KeptKiosk) => void;
  readonly onClose: () => void;
  readonly onEnrol: () => void;
  readonly onLeave: () => void;
}

const connections = {
  idle: 'online',
  running: 'syncing',
  failing: 'online',
  offline: 'offline',
  signIn: 'signedOut',
} as const;

/** How this kiosk is, and what staff can do about it. */
export function StaffMenu({
  data,
  kiosk,
  surveys,
  update,
  onChange,
  onClose,
  onEnrol,
  onLeave,
}: StaffMenuProps) {
  const { t } = useTranslation();
  const { code } = useLanguage();
  const installed = useInstalled();
  const now = useNow();
  const status = useLive(data, ['status'], (api) => api.status(), kiosk.account).value;
  const [first] = surveys;
  return (
    <>
      <h1>{kiosk.info.name}</h1>
      {status !== undefined && (
        <>
          <SyncStatus
            connection={connections[status.sync]}
            waiting={status.waiting}
            held={status.held}
            lastSync={status.lastSync}
            now={now}
          />
          {status.sync === 'signIn' && (
            <Notice
              tone="warn"
              title={t('kiosk:staff.ended')}
              action={
                <Button small onClick={onEnrol}>
                  {t('kiosk:staff.newCode')}
                </Button>
              }
            >
              {t('kiosk:staff.endedText')}
            </Notice>
          )}
          {status.full && <Notice tone="bad" title={t('kiosk:staff.full')} />}
          {status.held > 0 && (
            <Notice
              tone="warn"
              title={t('kiosk:staff.held', { count: status.held })}
              action={
                <Button small kind="quiet" onClick={() => void data.api.retryHeld()}>
                  {t('common:actions.retry')}
                </Button>
              }
            />
          )}
          {status.storage !== null && (
            <StorageMeter usedBytes={status.storage.used} quotaBytes={status.storage.quota} />
          )}
        </>
      )}
      {!installed && <Notice title={t('kiosk:trial.notice')}>{t('kiosk:install.trialText')}</Notice>}
      {update?.waiting === true && (
        <Notice
          title={t('ui:update.waiting')}
          action={
            <Button small onClick={update.apply}>
              {t('ui:update.apply')}
            </Button>
          }
        />
      )}
      {surveys.length > 1 && (
        <Select
          label={t('kiosk:staff.survey')}
          value={surveys.find(({ id }) => id === kiosk.chosen)?.id ?? first?.id ?? ''}
          options={surveys.map(({ id, survey }) => ({ value: id, label: textIn(survey.title, code) }))}
          onChange={(chosen) => onChange({ ...kiosk, chosen })}
        />
      )}
      <p className={styles.version}>{t('kiosk:staff.device', { code: kiosk.info.code })}</p>
      <div className="row">
        <Button onClick={onClose}>{t('kiosk:staff.backToSurvey')}</Button>
        <Button kind="quiet" icon="sync" onClick={() => void data.api.syncNow()}>
          {t('kiosk:staff.syncNow')}
        </Button>
      </div>
      {status !== undefined && (
        <LeaveKiosk data={data} unsent={status.waiting + status.held} onLeave={onLeave} />
      )}
    </>
  );
}
