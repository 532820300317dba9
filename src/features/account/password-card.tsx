import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../../server/contract/problem.ts';
import { useProfile } from '../../data/context.ts';
import { useProblemText } from '../../i18n/problem-text.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { useToast } from '../../ui/toast-queue.ts';
import styles from './account.module.css';

export interface PasswordCardProps {
  /** @returns null: changed; else why not */
  readonly changePassword: (current: string, next: string) => Promise<Problem['error'] | null>;
}

const IDS = { current: 'password-current', next: 'password-next' } as const;
type FieldName = keyof typeof IDS;

function PasswordForm({
  changePassword,
  onDone,
  onCancel,
}: PasswordCardProps & { readonly onDone: () => void; readonly onCancel: (() => void) | null }) {
  const { t } = useTranslation();
  const texts = useProblemText();
  const [values, setValues] = useState({ current: '', next: '' });
  const [problem, setProblem] = useState<Problem['error'] | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [busy, setBusy] = useState(false);

  const errorOf = (field: FieldName): string | undefined => {
    if (problem === null) return undefined;
    if (problem.code === 'session.wrongPassword')
      return field === 'current' ? texts.ofCode(problem) : undefined;
    const found = problem.fields?.find((one) => one.field === field);
    return found === undefined ? undefined : texts.ofRule(found);
  };
  const errors = (['current', 'next'] as const).flatMap((field) => {
    const message = errorOf(field);
    return message === undefined ? [] : [{ id: IDS[field], message }];
  });

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const refusal = await changePassword(values.current, values.next);
    setBusy(false);
    setProblem(refusal);
    setAttempt(attempt + 1);
    if (refusal === null) onDone();
  };
  const field = (name: FieldName) => ({
    id: IDS[name],
    value: values[name],
    onChange: (value: string) => setValues({ ...values, [name]: value }),
    error: errorOf(name),
  });
  return (
    <form className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
      <ErrorSummary errors={errors} attempt={attempt} />
      {problem !== null && errors.length === 0 && (
        <Notice live tone="bad">
          {texts.ofCode(problem)}
        </Notice>
      )}
      <PasswordField
        {...field('current')}
        label={t('account:password.current')}
        autoComplete="current-password"
      />
      <PasswordField
        {...field('next')}
        label={t('account:password.next')}
        help={t('account:password.help')}
        autoComplete="new-password"
      />
      <div className={styles.actions}>
        <Button type="submit" aria-disabled={busy}>
          {t('account:password.save')}
        </Button>
        {onCancel !== null && (
          <Button kind="plain" onClick={onCancel}>
            {t('common:actions.cancel')}
          </Button>
        )}
      </div>
    </form>
  );
}

/** Another password. It takes the network: the server ends every other session with it. */
export function PasswordCard({ changePassword }: PasswordCardProps) {
  const { t } = useTranslation();
  const toast = useToast();
  const temporary = useProfile().temporaryPassword === true;
  const [open, setOpen] = useState(false);
  return (
    <Card heading={t('account:password.title')}>
      {temporary && <Notice tone="warn">{t('common:temporary.text')}</Notice>}
      {open || temporary ? (
        <PasswordForm
          changePassword={changePassword}
          onCancel={temporary ? null : () => setOpen(false)}
          onDone={() => {
            setOpen(false);
            toast({ text: t('account:password.changed') });
          }}
        />
      ) : (
        <div>
          <Button kind="quiet" icon="lock" onClick={() => setOpen(true)}>
            {t('account:password.change')}
          </Button>
        </div>
      )}
    </Card>
  );
}
