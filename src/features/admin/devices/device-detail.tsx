import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Device, KioskCode } from '../../../../server/contract/session.ts';
import { useFormats } from '../../../i18n/use-language.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Page } from '../../../ui/page.tsx';
import { Facts } from '../forms/facts.tsx';
import { call } from '../server/call.ts';
import type { Refusal } from '../server/call.ts';
import { useProblemText } from '../../../i18n/problem-text.ts';
import { CodeScreen } from './code-screen.tsx';
import { DeviceChips } from './device-chips.tsx';
import { stateOf } from './device-state.ts';
import type { DeviceTexts } from './device-texts.ts';
import { RevokeDevice } from './revoke-device.tsx';

export interface DeviceDetailProps {
  readonly device: Device;
  readonly texts: DeviceTexts;
  readonly back: string;
  readonly reload: () => Promise<unknown>;
}

export function DeviceDetail({ device, texts, back, reload }: DeviceDetailProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const problems = useProblemText();
  const [code, setCode] = useState<KioskCode | null>(null);
  const [problem, setProblem] = useState<Refusal | null>(null);
  const { kind, received, missing, waiting, enrolled, revoked, surveys } = device;
  const name = device.label === '' ? t('admin:devices.unnamed') : device.label;
  const state = stateOf(device);

  const renew = async (): Promise<void> => {
    const outcome = await call<KioskCode>('POST', `/api/admin/kiosks/${encodeURIComponent(device.id)}/code`);
    setProblem(outcome.ok ? null : outcome.problem);
    if (outcome.ok) setCode(outcome.value);
  };

  if (code !== null) return <CodeScreen name={name} code={code} back={back} />;
  return (
    <Page title={name} back={back}>
      <DeviceChips device={device} />
      {problem && (
        <Notice live tone="bad">
          {problems.ofCode(problem)}
        </Notice>
      )}
      <Card>
        <Facts
          facts={[
            [t('admin:devices.kindLabel'), texts.kind(device)],
            [t(`admin:devices.whose_${kind}`), texts.whose(device)],
            [t('admin:devices.code'), device.code],
            [t('admin:kiosk.surveys'), surveys.length > 0 ? formats.list(surveys.map(texts.survey)) : null],
            [
              t('admin:devices.enrolled'),
              enrolled === null ? t('admin:devices.notEnrolled') : formats.dateTime(enrolled),
            ],
            [t('admin:devices.revoked'), revoked === null ? null : formats.dateTime(revoked)],
            [t('admin:devices.lastContact'), texts.contact(device)],
          ]}
        />
      </Card>
      <Card heading={t('admin:devices.records')}>
        <Facts
          facts={[
            [t('admin:devices.received'), formats.number(received)],
            [t('admin:devices.missingLabel'), formats.number(missing)],
            [
              t('admin:devices.waitingLabel'),
              waiting === null ? t('admin:devices.notTold') : formats.number(waiting),
            ],
          ]}
        />
        <small>{missing > 0 ? t('admin:devices.missingText') : t('admin:devices.countText')}</small>
      </Card>
      {kind === 'kiosk' && revoked === null && (
        <Card heading={t('admin:code.heading')}>
          <p>{state === 'inUse' ? t('admin:code.again') : t('admin:code.lost')}</p>
          <div>
            <Button kind="quiet" icon="qr" onClick={() => void renew()}>
              {t('admin:code.new')}
            </Button>
          </div>
        </Card>
      )}
      {revoked === null && (
        <RevokeDevice device={device} name={name} reload={reload} onProblem={setProblem} />
      )}
    </Page>
  );
}
