import { useTranslation } from 'react-i18next';
import { useFormats } from '../i18n/use-language.ts';
import { classNames } from './class-names.ts';
import { MetaList } from './meta-list.tsx';
import { Meter } from './meter.tsx';
import styles from './sync-status.module.css';

export interface SyncStatusProps {
  readonly connection: 'online' | 'offline' | 'syncing' | 'signedOut';
  /** made here and not yet confirmed */
  readonly waiting: number;
  /** refused by the server, kept here */
  readonly held: number;
  /** milliseconds since 1970; null: never */
  readonly lastSync: number | null;
  readonly now: number;
}

/** @returns class names for what stands around `SyncFacts` */
export const syncLook = ({ connection, waiting, held }: SyncStatusProps): string =>
  classNames(
    styles.status,
    held > 0 ? styles.held : (waiting > 0 || connection === 'signedOut') && styles.waiting,
  );

/** In words that work is safe, and how much of it the server doesn't have yet. */
export function SyncFacts({ connection, waiting, held, lastSync, now }: SyncStatusProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const state = {
    online: null,
    syncing: t('ui:sync.syncing'),
    offline: t('ui:sync.offline'),
    signedOut: t('ui:sync.signIn'),
  }[connection];
  return (
    <>
      <span className={styles.dot} />
      <MetaList
        items={[
          <b key="saved">
            {waiting === 0 && held === 0 && lastSync !== null ? t('ui:sync.synced') : t('ui:sync.saved')}
          </b>,
          held > 0 && <strong key="held">{t('ui:sync.held', { count: held })}</strong>,
          waiting > 0 && t('ui:sync.waiting', { count: waiting }),
          state,
          lastSync === null ? t('ui:sync.never') : t('ui:sync.last', { time: formats.near(lastSync, now) }),
        ]}
      />
    </>
  );
}

/** Says it as it changes. */
export function SyncStatus(props: SyncStatusProps) {
  return (
    <div className={syncLook(props)} role="status">
      <SyncFacts {...props} />
    </div>
  );
}

/** @param usedBytes and quotaBytes as `navigator.storage.estimate()` tells them */
export function StorageMeter({
  usedBytes,
  quotaBytes,
}: {
  readonly usedBytes: number;
  readonly quotaBytes: number;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <Meter
      label={t('ui:sync.storageLabel')}
      text={t('ui:sync.storage', { used: formats.bytes(usedBytes), quota: formats.bytes(quotaBytes) })}
      share={quotaBytes === 0 ? 1 : usedBytes / quotaBytes}
    />
  );
}
