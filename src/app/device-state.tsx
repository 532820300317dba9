import { useTranslation } from 'react-i18next';
import type { DeviceStatus } from '../data/api.ts';
import { useDeviceStatus } from '../data/use-device.ts';
import { useFormats } from '../i18n/use-language.ts';
import { Meter } from '../ui/meter.tsx';
import { SyncLink } from '../ui/sync-link.tsx';
import { StorageMeter } from '../ui/sync-status.tsx';
import { useNow } from '../ui/use-now.ts';
import { useSettled } from '../ui/use-settled.ts';
import styles from './shell.module.css';

const CONNECTION = {
  idle: 'online',
  running: 'syncing',
  failing: 'online',
  offline: 'offline',
  signIn: 'signedOut',
} as const;
/** Share of the storage from which on the strip on a phone says it in words too. */
const NEARLY_FULL = 0.8;

export interface DeviceStateProps {
  /** the session has ended: said until it holds again, though sync tries now and then */
  readonly expired: boolean;
}

function State({ status, expired }: DeviceStateProps & { readonly status: DeviceStatus }) {
  const now = useNow();
  const { sync, waiting, held, lastSync } = status;
  return (
    <SyncLink
      connection={expired && sync !== 'offline' ? 'signedOut' : CONNECTION[sync]}
      waiting={waiting}
      held={held}
      lastSync={lastSync}
      now={now}
      href={expired ? '/sign-in' : held > 0 ? '/account/held' : '/account'}
    />
  );
}

/** At the head of every page on a phone: that work is safe, what waits, and, as a thin line, how full the device is. */
export function DeviceStrip({ expired }: DeviceStateProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const status = useDeviceStatus();
  // The first formatter of bytes takes a slow phone 60 ms.
  const settled = useSettled();
  if (status === undefined) return <div className={styles.strip} />;
  const { storage } = status;
  const share = storage === null || storage.quota === 0 ? 0 : storage.used / storage.quota;
  const text =
    storage === null || !settled
      ? undefined
      : t('ui:sync.storage', { used: formats.bytes(storage.used), quota: formats.bytes(storage.quota) });
  return (
    <div className={styles.strip}>
      <State status={status} expired={expired} />
      {storage !== null && (
        <div className={share < NEARLY_FULL ? styles.line : undefined}>
          <Meter label={t('ui:sync.storageLabel')} text={text} share={share} />
        </div>
      )}
    </div>
  );
}

/** The same at the foot of the side bar, with the words there is room for. */
export function DeviceFoot({ expired }: DeviceStateProps) {
  const status = useDeviceStatus();
  if (status === undefined) return null;
  const { storage } = status;
  return (
    <>
      <State status={status} expired={expired} />
      {storage !== null && <StorageMeter usedBytes={storage.used} quotaBytes={storage.quota} />}
    </>
  );
}
