import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../../server/contract/problem.ts';
import type { PersonProfile } from '../../data/context.ts';
import { useProblemText } from '../../i18n/problem-text.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { LanguageSelect } from '../../ui/preferences.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './account.module.css';

export interface SignInPageProps {
  /** the session of this person has ended; their work is here */
  readonly again?: PersonProfile;
  /** nobody has an account yet */
  readonly setupNeeded?: boolean;
  /** @returns null: signed in; else why not */
  readonly signIn: (login: string, password: string) => Promise<Problem['error'] | null>;
  readonly onSignedIn: () => void;
}

const LOGIN = 'sign-in-login';
const PASSWORD = 'sign-in-password';

export default function SignInPage({ again, setupNeeded = false, signIn, onSignedIn }: SignInPageProps) {
  const { t } = useTranslation();
  const problems = useProblemText();
  const [login, setLogin] = useState(again?.login ?? '');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<Problem['error'] | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [busy, setBusy] = useState(false);

  const missing = [
    ...(login.trim() === '' ? [{ id: LOGIN, message: t('account:signIn.loginMissing') }] : []),
    ...(password === '' ? [{ id: PASSWORD, message: t('account:signIn.passwordMissing') }] : []),
  ];
  const shownMissing = attempt > 0 && problem === null ? missing : [];
  const errorOf = (id: string): string | undefined => shownMissing.find((one) => one.id === id)?.message;

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    setProblem(null);
    setAttempt(attempt + 1);
    if (missing.length > 0) return;
    setBusy(true);
    const refusal = await signIn(login.trim(), password);
    setBusy(false);
    setProblem(refusal);
    if (refusal === null) onSignedIn();
  };

  return (
    <Page title={t('account:signIn.title')} {...(again && { back: '/' })}>
      <form className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
        {setupNeeded && (
          <Notice title={t('account:signIn.setupTitle')}>{t('account:signIn.setupText')}</Notice>
        )}
        {again && <p>{t('account:signIn.again')}</p>}
        <ErrorSummary errors={shownMissing} attempt={attempt} />
        {problem !== null && (
          <Notice live tone="bad" title={problems.ofCode(problem)}>
            {problem.code === 'network.offline' ? t('account:signIn.offline') : null}
          </Notice>
        )}
        <TextField
          id={LOGIN}
          label={t('account:signIn.login')}
          autoComplete="username"
          enterKeyHint="next"
          error={errorOf(LOGIN)}
          value={login}
          onChange={setLogin}
        />
        <PasswordField
          id={PASSWORD}
          label={t('account:signIn.password')}
          autoComplete="current-password"
          error={errorOf(PASSWORD)}
          value={password}
          onChange={setPassword}
        />
        <Button type="submit" wide aria-disabled={busy}>
          {busy ? t('account:signIn.busy') : t('common:actions.signIn')}
        </Button>
        <p>
          <small>{t('account:signIn.forgotten')}</small>
        </p>
        <LanguageSelect />
      </form>
    </Page>
  );
}
