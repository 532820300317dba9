import { useTranslation } from 'react-i18next';
import { useData, useProfile } from '../../data/context.ts';
import { useDeviceStatus } from '../../data/use-device.ts';
import { useFormats } from '../../i18n/use-language.ts';
import { Button } from '../../ui/button.tsx';
import { ButtonLink } from '../../ui/button-link.tsx';
import { Card } from '../../ui/card.tsx';
import { Reference } from '../../ui/reference.tsx';
import { StorageMeter } from '../../ui/sync-status.tsx';
import styles from './account.module.css';
import { Facts } from './facts.tsx';

/** What is on this device, what of it the server doesn't have yet, and how much room there is. */
export function DeviceCard() {
  const { t } = useTranslation();
  const formats = useFormats();
  const data = useData();
  const { device } = useProfile();
  const status = useDeviceStatus();
  if (status === undefined) return null;
  const { waiting, held, lastSync, storage, sync } = status;
  return (
    <Card heading={t('account:device.title')}>
      <Facts
        facts={[
          ...(device === null
            ? []
            : [{ name: t('account:device.code'), value: <Reference code={device.code} /> }]),
          { name: t('account:device.waiting'), value: formats.number(waiting) },
          { name: t('account:device.held'), value: formats.number(held) },
          {
            name: t('account:device.lastSync'),
            value: lastSync === null ? t('ui:sync.never') : formats.dateTime(lastSync),
          },
          ...(storage === null
            ? []
            : [
                {
                  name: t('account:device.protected'),
                  value: storage.persisted ? t('account:device.kept') : t('account:device.clearable'),
                },
              ]),
        ]}
      />
      {storage !== null && <StorageMeter usedBytes={storage.used} quotaBytes={storage.quota} />}
      <div className={styles.actions}>
        <Button
          kind="quiet"
          icon="sync"
          disabled={sync === 'running' || sync === 'offline'}
          onClick={() => void data.api.syncNow()}
        >
          {t('account:device.sync')}
        </Button>
        {waiting + held > 0 && (
          <ButtonLink kind="quiet" icon="held" href="/account/held">
            {t('account:device.show')}
          </ButtonLink>
        )}
      </div>
    </Card>
  );
}
