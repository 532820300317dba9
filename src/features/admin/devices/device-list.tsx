import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Device } from '../../../../server/contract/session.ts';
import { useFormats } from '../../../i18n/use-language.ts';
import { ButtonLink } from '../../../ui/button-link.tsx';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ListCard } from '../../../ui/list-card.tsx';
import { Page } from '../../../ui/page.tsx';
import { SearchField } from '../../../ui/search-field.tsx';
import { SegmentedNav } from '../../../ui/segmented-nav.tsx';
import { Table } from '../../../ui/table.tsx';
import { matches } from '../forms/matches.ts';
import { useWide } from '../forms/use-wide.ts';
import { Unread } from '../server/unread.tsx';
import type { ServerData } from '../server/use-server-data.ts';
import { DeviceChips } from './device-chips.tsx';
import { byUrgency, deviceKinds } from './device-state.ts';
import type { DeviceKind } from './device-state.ts';
import type { DeviceTexts } from './device-texts.ts';

export interface DeviceListProps {
  readonly devices: ServerData<readonly Device[]>;
  readonly others: readonly ServerData<unknown>[];
  readonly texts: DeviceTexts;
  readonly kind: DeviceKind;
  readonly hrefOfKind: (kind: DeviceKind) => string;
  readonly hrefOf: (device: Device) => string;
  readonly add: string;
}

/** From so many on, a list is searched rather than read. */
const MANY = 8;

export function DeviceList({ devices, others, texts, kind, hrefOfKind, hrefOf, add }: DeviceListProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const wide = useWide();
  const [words, setWords] = useState('');
  const all = devices.data ?? [];
  const ofKind = all.filter((one) => one.kind === kind);
  const found = ofKind
    .filter((one) => matches(words, one.label, one.code, texts.whose(one)))
    .toSorted(byUrgency);
  const kinds = deviceKinds.filter((one) => one !== 'source' || all.some((device) => device.kind === one));
  const label = ({ label: name }: Device): string => (name === '' ? t('admin:devices.unnamed') : name);
  const link = (one: Device) => <Link href={hrefOf(one)}>{label(one)}</Link>;
  const chips = (one: Device) => <DeviceChips device={one} />;
  const counted = (count: number): string => formats.number(count);
  return (
    <Page
      wide
      title={t('admin:devices.title')}
      lead={
        <>
          {ofKind.length > MANY && (
            <SearchField
              label={t('admin:devices.search')}
              placeholder={t('admin:devices.search')}
              value={words}
              onChange={setWords}
            />
          )}
          <SegmentedNav
            label={t('admin:devices.kinds')}
            current={kind}
            items={kinds.map((id) => ({
              id,
              label: t(`admin:devices.kinds_${id}`),
              count: all.filter((one) => one.kind === id && one.revoked === null).length,
              href: hrefOfKind(id),
            }))}
          />
        </>
      }
      bottom={
        <ButtonLink icon="add" href={add}>
          {t('admin:kiosk.add')}
        </ButtonLink>
      }
    >
      <Unread from={[devices, ...others]} />
      {devices.data !== null && ofKind.length === 0 && (
        <EmptyState icon="device" title={t(`admin:devices.none_${kind}`)}>
          {t(`admin:devices.begin_${kind}`)}
        </EmptyState>
      )}
      {ofKind.length > 0 && found.length === 0 && <p role="status">{t('ui:search.nothing', { words })}</p>}
      {wide && found.length > 0 && (
        <Card>
          <Table
            captionHidden
            caption={t(`admin:devices.kinds_${kind}`)}
            rows={found}
            rowKey={({ id }) => id}
            columns={[
              {
                key: 'name',
                header: t('admin:devices.name'),
                cell: link,
              },
              {
                key: 'whose',
                header: t(`admin:devices.whose_${kind}`),
                cell: (one) => texts.whose(one) ?? t('admin:devices.nobody'),
              },
              { key: 'contact', header: t('admin:devices.lastContact'), cell: texts.contact },
              {
                key: 'received',
                header: t('admin:devices.received'),
                numeric: true,
                cell: (one) => counted(one.received),
              },
              { key: 'state', header: t('admin:devices.state'), cell: chips },
            ]}
          />
        </Card>
      )}
      {!wide &&
        found.map((one) => (
          <ListCard
            level={2}
            key={one.id}
            href={hrefOf(one)}
            title={label(one)}
            marks={<DeviceChips device={one} />}
            meta={[
              texts.whose(one),
              texts.contact(one),
              one.received > 0 && t('admin:devices.receivedCount', { count: one.received }),
            ]}
          />
        ))}
    </Page>
  );
}
