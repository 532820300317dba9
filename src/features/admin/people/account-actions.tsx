import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account, NewPassword } from '../../../../server/contract/session.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useToast } from '../../../ui/toast-queue.ts';
import { call } from '../server/call.ts';
import type { Refusal } from '../server/call.ts';
import { useProblemText } from '../../../i18n/problem-text.ts';
import { personPath } from './person-path.ts';

export interface AccountActionsProps {
  readonly account: Account;
  /** one's own: whoever disables it is out at once, and can't take it back */
  readonly self: boolean;
  readonly onPassword: (password: NewPassword) => void;
  readonly onChanged: (account: Account) => Promise<void>;
}

/** What is done to an account at once: disabling can be undone, a new password asks first. */
export function AccountActions({ account, self, onPassword, onChanged }: AccountActionsProps) {
  const { t } = useTranslation();
  const texts = useProblemText();
  const toast = useToast();
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<Refusal | null>(null);
  const { name } = account;

  const disable = async (disabled: boolean): Promise<void> => {
    const outcome = await call<Account>('PATCH', personPath(account.id), { body: { disabled } });
    setProblem(outcome.ok ? null : outcome.problem);
    if (!outcome.ok) return;
    await onChanged(outcome.value);
    toast({
      text: disabled ? t('admin:access.disabledNow', { name }) : t('admin:access.enabledNow', { name }),
      undo: () => void disable(!disabled),
    });
  };
  const renew = async (): Promise<void> => {
    const outcome = await call<NewPassword>('POST', `${personPath(account.id)}/password`);
    setAsking(false);
    setProblem(outcome.ok ? null : outcome.problem);
    if (outcome.ok) onPassword(outcome.value);
  };

  return (
    <Card heading={t('admin:access.heading')}>
      {problem && (
        <Notice live tone="bad">
          {texts.ofCode(problem)}
        </Notice>
      )}
      {self ? (
        <p>{t('admin:access.self')}</p>
      ) : (
        <>
          <p>
            {account.disabled ? t('admin:access.disabled', { name }) : t('admin:access.enabled', { name })}
          </p>
          <div className="row">
            <Button kind="quiet" small onClick={() => setAsking(true)}>
              {t('admin:access.newPassword')}
            </Button>
            <Button kind="quiet" small onClick={() => void disable(!account.disabled)}>
              {account.disabled ? t('admin:access.enable') : t('admin:access.disable')}
            </Button>
          </div>
        </>
      )}
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('admin:access.askTitle', { name })}
        actions={
          <>
            <Button kind="quiet" onClick={() => setAsking(false)}>
              {t('common:actions.cancel')}
            </Button>
            <Button onClick={() => void renew()}>{t('admin:access.newPassword')}</Button>
          </>
        }
      >
        <p>{t('admin:access.askText', { name })}</p>
      </Dialog>
    </Card>
  );
}
