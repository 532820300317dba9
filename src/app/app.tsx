import { Suspense, useEffect } from 'react';
import { Route, Switch } from 'wouter';
import { ProfileContext } from '../data/context.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { Loading } from '../ui/loading.tsx';
import { isKiosk, isKioskPath, KIOSK_PATH } from './is-kiosk.ts';
import { SetupPage } from './pages.ts';
import { precacheRole } from './precache-role.ts';
import { PersonRoutes } from './person-routes.tsx';
import { useSession, useSessionState } from './session/use-session.ts';
import { Shell } from './shell.tsx';
import { SignedOut } from './signed-out.tsx';

/** Another page altogether, with a worker of its own: loaded anew. */
function ToKiosk() {
  useEffect(() => {
    // With the code that the address may carry.
    if (isKioskPath()) location.reload();
    else location.replace(KIOSK_PATH);
  }, []);
  return <Loading />;
}

function Person() {
  const session = useSession();
  const state = useSessionState();
  const { code } = useLanguage();
  const role = state.kind === 'in' ? state.profile.role : null;
  useEffect(() => {
    if (role !== null) void precacheRole(role, code);
  }, [role, code]);
  if (state.kind !== 'in') return <SignedOut state={state} />;
  return (
    <ProfileContext value={state.profile}>
      {/* Of another account nothing stays on the screen. */}
      <Shell key={state.profile.account} expired={state.expired} stuck={state.stuck}>
        <PersonRoutes session={session} expired={state.expired} />
      </Shell>
    </ProfileContext>
  );
}

export function App() {
  const session = useSession();
  return (
    <Switch>
      <Route path={KIOSK_PATH}>
        <ToKiosk />
      </Route>
      <Route path="/setup">
        <Suspense fallback={<Loading />}>
          <SetupPage onSignedIn={(info) => session.signedIn(info)} />
        </Suspense>
      </Route>
      <Route>{isKiosk() ? <ToKiosk /> : <Person />}</Route>
    </Switch>
  );
}
