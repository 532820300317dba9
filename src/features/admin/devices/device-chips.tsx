import { useTranslation } from 'react-i18next';
import type { Device } from '../../../../server/contract/session.ts';
import { Chip } from '../../../ui/chip.tsx';
import { stateOf } from './device-state.ts';

/** What is out of the ordinary about a device, in words; nothing when all is well. */
export function DeviceChips({ device }: { readonly device: Device }) {
  const { t } = useTranslation();
  const state = stateOf(device);
  const { missing, waiting } = device;
  return (
    <span className="row">
      {state === 'revoked' && <Chip>{t('admin:devices.revoked')}</Chip>}
      {state === 'notEnrolled' && <Chip tone="info">{t('admin:devices.notEnrolled')}</Chip>}
      {missing > 0 && (
        <Chip tone="bad" icon="alert">
          {t('admin:devices.missing', { count: missing })}
        </Chip>
      )}
      {waiting !== null && waiting > 0 && (
        <Chip tone="warn" icon="clock">
          {t('admin:devices.waiting', { count: waiting })}
        </Chip>
      )}
    </span>
  );
}
