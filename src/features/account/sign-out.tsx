import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeviceStatus } from '../../data/use-device.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

/** Asks only when something is not on the server yet, and says what becomes of it. */
export function SignOut({ signOut }: { readonly signOut: () => void }) {
  const { t } = useTranslation();
  const status = useDeviceStatus();
  const [asking, setAsking] = useState(false);
  const unsynced = (status?.waiting ?? 0) + (status?.held ?? 0);
  return (
    <div>
      <Button kind="quiet" icon="leave" wide onClick={() => (unsynced > 0 ? setAsking(true) : signOut())}>
        {t('common:actions.signOut')}
      </Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('account:signOut.title', { count: unsynced })}
        actions={
          <>
            <Button kind="quiet" onClick={() => setAsking(false)}>
              {t('account:signOut.stay')}
            </Button>
            <Button onClick={signOut}>{t('common:actions.signOut')}</Button>
          </>
        }
      >
        <p>{t('account:signOut.text')}</p>
      </Dialog>
    </div>
  );
}
