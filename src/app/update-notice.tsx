import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { useUpdate } from './update.ts';

/** Says that a new version is there, and does nothing before the reader's word. "Later" is until the app next starts. */
export function UpdateNotice() {
  const { t } = useTranslation();
  const { waiting, apply } = useUpdate();
  const [later, setLater] = useState(false);
  if (!waiting || later) return null;
  return (
    <Notice
      live
      action={
        <div className="row">
          <Button small onClick={apply}>
            {t('ui:update.apply')}
          </Button>
          <Button small kind="plain" onClick={() => setLater(true)}>
            {t('common:update.later')}
          </Button>
        </div>
      }
    >
      {t('ui:update.waiting')}
    </Notice>
  );
}
