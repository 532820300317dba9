import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { AppFrame } from '../ui/app-frame.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { Page } from '../ui/page.tsx';
import { LanguageSelect } from '../ui/preferences.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { SignInPage } from './pages.ts';
import type { SessionState } from './session/session.ts';
import { useSession } from './session/use-session.ts';
import { UpdateNotice } from './update-notice.tsx';
import styles from './shell.module.css';

/** No network and nobody known here: the one thing that the app can't do offline. */
function OfflineSignedOut() {
  const { t } = useTranslation();
  const session = useSession();
  return (
    <Page
      title={t('common:unreached.title')}
      bottom={<Button onClick={() => void session.ask()}>{t('common:actions.retry')}</Button>}
    >
      <EmptyState icon="offline" title={t('common:unreached.heading')}>
        {t('common:unreached.text')}
      </EmptyState>
      <LanguageSelect />
    </Page>
  );
}

export function SignedOut({ state }: { readonly state: Exclude<SessionState, { kind: 'in' }> }) {
  const session = useSession();
  const [path, navigate] = useLocation();
  const content =
    state.kind === 'starting' ? (
      <Loading />
    ) : state.unreached ? (
      <OfflineSignedOut />
    ) : path === '/' || path === '/sign-in' ? (
      <SignInPage
        setupNeeded={state.setup}
        signIn={(login, password) => session.signIn(login, password)}
        onSignedIn={() => navigate('/', { replace: true })}
      />
    ) : (
      // A deep link opens after the sign-in: the address stays while the form stands in its place.
      <SignInPage
        signIn={(login, password) => session.signIn(login, password)}
        onSignedIn={() => undefined}
      />
    );
  return (
    <AppFrame places={[]}>
      <div className={styles.banners}>
        <UpdateNotice />
      </div>
      <ErrorBoundary>
        <Suspense fallback={<Loading />}>{content}</Suspense>
      </ErrorBoundary>
    </AppFrame>
  );
}
