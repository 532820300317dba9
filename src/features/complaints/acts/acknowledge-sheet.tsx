import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Channel } from '../../../domain/codes.ts';
import { ActSheet, type SheetProps } from './act-sheet.tsx';
import { ChannelField } from './channel-field.tsx';

/** ISO 10002, 7.4. */
export function AcknowledgeSheet({ view, onClose }: SheetProps) {
  const { t } = useTranslation();
  const [channel, setChannel] = useState<Channel>();
  return (
    <ActSheet
      act="acknowledge"
      title={t('complaints:act.acknowledge')}
      view={view}
      onClose={onClose}
      text={{ label: t('complaints:acknowledge.text'), help: t('complaints:acknowledge.help') }}
      make={(body) => ({
        events: [{ kind: 'acknowledged', data: channel === undefined ? {} : { channel }, ...body }],
      })}
    >
      <ChannelField id="acknowledge-channel" value={channel} onChange={setChannel} />
    </ActSheet>
  );
}
