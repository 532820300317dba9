import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useProfile } from '../data/context.ts';
import { AppFrame, type Place, type Places } from '../ui/app-frame.tsx';
import { Banners } from './banners.tsx';
import { DeviceFoot, DeviceStrip } from './device-state.tsx';
import { PLACES, placeAt, placesOf } from './places.ts';
import { useQuarantineCount } from './use-quarantine-count.ts';

export interface ShellProps {
  readonly expired: boolean;
  /** why the stores could not be opened */
  readonly stuck: string | null;
  readonly children: ReactNode;
}

/** What stands around the pages of who is signed in: their places, and how the device is. */
export function Shell({ expired, stuck, children }: ShellProps) {
  const { t } = useTranslation();
  const { role } = useProfile();
  const [path] = useLocation();
  const current = placeAt(path);
  const quarantined = useQuarantineCount(role === 'manager');
  const labels = {
    complaints: t('common:places.complaints'),
    overview: t('common:places.overview'),
    quarantine: t('common:places.quarantine'),
    people: t('common:places.people'),
    kiosks: t('common:places.devices'),
    organisation: t('common:places.organisation'),
    account: t('common:places.account'),
  };
  const places = placesOf(role)
    .filter((id) => id !== 'quarantine' || quarantined > 0 || current === 'quarantine')
    .map((id): Place => ({
      id,
      ...PLACES[id],
      label: labels[id],
      ...(id === 'quarantine' && { count: quarantined }),
    }));
  return (
    // A role has four places at most; a test counts them.
    <AppFrame places={places as unknown as Places} current={current} foot={<DeviceFoot expired={expired} />}>
      <DeviceStrip expired={expired} />
      <Banners expired={expired} stuck={stuck} />
      {children}
    </AppFrame>
  );
}
