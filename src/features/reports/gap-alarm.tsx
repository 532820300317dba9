import { useTranslation } from 'react-i18next';
import type { Completeness } from '../../../server/contract/reports.ts';
import { useFormats } from '../../i18n/use-language.ts';
import { Notice } from '../../ui/notice.tsx';

export interface GapAlarmProps {
  readonly completeness: Completeness;
  readonly now: number;
}

/** What devices have made and will hardly send any more: they have been in contact since, and it has not come. */
export function GapAlarm({ completeness, now }: GapAlarmProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  // figures that were kept by an earlier version know of no alarm
  const devices = completeness.devices.filter(({ alarm }) => alarm === true);
  if (devices.length === 0) return null;
  return (
    <Notice tone="warn" title={t('reports:gap.title', { count: devices.length })}>
      <p>{t('reports:gap.explain')}</p>
      <ul>
        {devices.map(({ device, label, missing, missingSince, lastContact }) => (
          <li key={device}>
            {t('reports:gap.device', {
              device: label,
              missing,
              since: missingSince === null ? '' : formats.relative(missingSince, now),
              contact:
                lastContact === null ? t('reports:completeness.never') : formats.relative(lastContact, now),
            })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
