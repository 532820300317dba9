import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Device } from '../../../../server/contract/session.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { useToast } from '../../../ui/toast-queue.ts';
import { call } from '../server/call.ts';
import type { Refusal } from '../server/call.ts';

export interface RevokeDeviceProps {
  readonly device: Device;
  readonly name: string;
  readonly reload: () => Promise<unknown>;
  readonly onProblem: (problem: Refusal | null) => void;
}

/** Can't be undone, so it asks, and says what becomes of what the device still holds. */
export function RevokeDevice({ device, name, reload, onProblem }: RevokeDeviceProps) {
  const { t } = useTranslation();
  const toast = useToast();
  const [asking, setAsking] = useState(false);
  const { id, kind, waiting } = device;
  const revoke = async (): Promise<void> => {
    const outcome = await call<null>('POST', `/api/admin/devices/${encodeURIComponent(id)}/revoke`);
    setAsking(false);
    onProblem(outcome.ok ? null : outcome.problem);
    if (!outcome.ok) return;
    await reload();
    toast({ text: t('admin:revoke.done', { name }) });
  };
  return (
    <Card heading={t('admin:revoke.heading')}>
      <p>{t(`admin:revoke.when_${kind}`)}</p>
      <div>
        <Button kind="quiet" onClick={() => setAsking(true)}>
          {t('admin:revoke.ask')}
        </Button>
      </div>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('admin:revoke.title', { name })}
        actions={
          <>
            <Button kind="quiet" onClick={() => setAsking(false)}>
              {t('admin:revoke.keep')}
            </Button>
            <Button kind="danger" onClick={() => void revoke()}>
              {t('admin:revoke.do')}
            </Button>
          </>
        }
      >
        <p>{t(`admin:revoke.effect_${kind}`)}</p>
        {waiting !== null && waiting > 0 && <p>{t('admin:revoke.waiting', { count: waiting })}</p>}
        <p>{t('admin:revoke.final')}</p>
      </Dialog>
    </Card>
  );
}
