import { useTranslation } from 'react-i18next';
import type { Account, Device } from '../../../server/contract/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { DeviceDetail } from './devices/device-detail.tsx';
import { DeviceList } from './devices/device-list.tsx';
import { deviceKinds } from './devices/device-state.ts';
import { useDeviceTexts } from './devices/device-texts.ts';
import { NewKiosk } from './devices/new-kiosk.tsx';
import { useOrganisation } from './organisation/use-organisation.ts';
import { Unread } from './server/unread.tsx';
import { useServerData } from './server/use-server-data.ts';
import { useView } from './use-view.ts';

/** `/admin/kiosks`: kiosks, people's devices and imports. `?new` adds a kiosk, `?device=<id>` shows one, `?kind=person` the others. */
export default function KiosksPage() {
  const { t } = useTranslation();
  const { at, href } = useView();
  const devices = useServerData<readonly Device[]>('/api/admin/devices');
  const people = useServerData<readonly Account[]>('/api/admin/people');
  const organisation = useOrganisation();
  const texts = useDeviceTexts(people.data ?? [], organisation);
  const id = at('device');

  if (at('new') !== null && organisation.data !== null) {
    return (
      <NewKiosk
        organisation={organisation}
        texts={texts}
        back={href()}
        onAdded={() => void devices.reload()}
      />
    );
  }
  if (id === null && at('new') === null) {
    return (
      <DeviceList
        devices={devices}
        others={[people, organisation]}
        texts={texts}
        kind={deviceKinds.find((kind) => kind === at('kind')) ?? 'kiosk'}
        hrefOfKind={(kind) => href(kind === 'kiosk' ? {} : { kind })}
        hrefOf={(device) => href({ device: device.id })}
        add={href({ new: '1' })}
      />
    );
  }
  const device = devices.data?.find((one) => one.id === id);
  const back = device === undefined || device.kind === 'kiosk' ? href() : href({ kind: device.kind });
  if (device !== undefined) {
    return <DeviceDetail key={device.id} device={device} texts={texts} back={back} reload={devices.reload} />;
  }
  return (
    <Page title={t('admin:devices.title')} back={back}>
      <Unread from={[devices, people, organisation]} />
      {devices.data !== null && id !== null && <EmptyState icon="device" title={t('admin:devices.gone')} />}
    </Page>
  );
}
