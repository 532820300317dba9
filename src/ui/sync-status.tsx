import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
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
  /** where the details are */
  readonly href?: string;
}

/** Says in words that work is safe, and how much of it the server doesn't have yet. */
export function SyncStatus({ connection, waiting, held, lastSync, now, href }: SyncStatusProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const state = {
    online: null,
    syncing: t('ui:sync.syncing'),
    offline: t('ui:sync.offline'),
    signedOut: t('ui:sync.signIn'),
  }[connection];
  const content = (
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
  const look = classNames(
    styles.status,
    held > 0 ? styles.held : (waiting > 0 || connection === 'signedOut') && styles.waiting,
  );
  return href === undefined ? (
    <div className={look} role="status">
      {content}
    </div>
  ) : (
    <Link href={href} className={look}>
      {content}
    </Link>
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
