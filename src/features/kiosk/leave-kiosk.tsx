import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DataClient } from '../../data/client.ts';
import { fetchWhenFree } from '../../data/fetch-when-free.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

/** The server lets go of this browser, so that a person can sign in here. Offline it stays a kiosk's there. */
async function endSession(): Promise<boolean> {
  try {
    const { ok, status } = await fetchWhenFree('/api/kiosk', { method: 'DELETE' });
    return ok || status === 401;
  } catch {
    return false;
  }
}

function saveAs(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

export interface LeaveKioskProps {
  readonly data: DataClient;
  /** answers that are on this device only */
  readonly unsent: number;
  readonly onLeave: () => void;
}

/** Can't be undone without a new code, so it asks; while answers are here only, they are saved first. */
export function LeaveKiosk({ data, unsent, onLeave }: LeaveKioskProps) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const [saved, setSaved] = useState(false);
  const [failed, setFailed] = useState(false);
  const rescue = async (): Promise<void> => {
    saveAs('redress-kiosk.json', await data.api.rescueFile());
    setSaved(true);
  };
  const leave = async (): Promise<void> => {
    if (await endSession()) onLeave();
    else setFailed(true);
  };
  if (!asking)
    return (
      <Button kind="plain" icon="leave" onClick={() => setAsking(true)}>
        {t('kiosk:leave.leave')}
      </Button>
    );
  return (
    <Notice
      live
      tone="warn"
      title={t('kiosk:leave.title')}
      action={
        <div className="row">
          <Button kind="danger" disabled={unsent > 0 && !saved} onClick={() => void leave()}>
            {t('kiosk:leave.confirm')}
          </Button>
          <Button kind="quiet" onClick={() => setAsking(false)}>
            {t('common:actions.cancel')}
          </Button>
          {unsent > 0 && (
            <Button kind="quiet" icon="download" onClick={() => void rescue()}>
              {t('kiosk:leave.rescue')}
            </Button>
          )}
        </div>
      }
    >
      <p>{t('kiosk:leave.text')}</p>
      {unsent > 0 && <p>{t('kiosk:leave.unsent', { count: unsent })}</p>}
      {failed && <p>{t('kiosk:leave.offline')}</p>}
    </Notice>
  );
}
