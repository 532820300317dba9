import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { SessionInfo, SetupState } from '../../../server/contract/session.ts';
import { AppFrame } from '../../ui/app-frame.tsx';
import { ButtonLink } from '../../ui/button-link.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { LanguageSelect } from '../../ui/preferences.tsx';
import { ORGANISATION, SIGN_IN } from './places.ts';
import type { Refusal } from './server/call.ts';
import { Unread } from './server/unread.tsx';
import { useServerData } from './server/use-server-data.ts';
import { SetupForm, tokenIn } from './setup/setup-form.tsx';

export interface SetupPageProps {
  /** a set-up signs in by itself; a refusal means that this browser couldn't be made a device of the account */
  readonly onSignedIn: (session: SessionInfo) => Promise<Refusal | null>;
}

/** `/setup#token=…`: from nothing to an organisation with its first administrator. */
export default function SetupPage({ onSignedIn }: SetupPageProps) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const setup = useServerData<SetupState>('/api/setup');
  const [token] = useState(() => tokenIn(location.hash));
  const [done, setDone] = useState(false);

  const begin = async (session: SessionInfo): Promise<void> => {
    setDone(true);
    const refusal = await onSignedIn(session);
    if (refusal === null) navigate(ORGANISATION, { replace: true });
    // The account is there and signed in: the app begins anew with it, and says what is wrong with this browser.
    else location.replace(ORGANISATION);
  };

  return (
    <AppFrame places={[]}>
      {setup.data?.needed === true || done ? (
        <SetupForm token={token} onDone={(session) => void begin(session)} />
      ) : (
        <Page title={t('admin:setup.title')} aside={<LanguageSelect compact />}>
          <Unread from={[setup]} />
          {setup.data !== null && (
            <EmptyState
              icon="check"
              title={t('admin:setup.already')}
              action={<ButtonLink href={SIGN_IN}>{t('common:actions.signIn')}</ButtonLink>}
            >
              {t('admin:setup.alreadyText')}
            </EmptyState>
          )}
        </Page>
      )}
    </AppFrame>
  );
}
