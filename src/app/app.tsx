import { Suspense, useEffect } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { ProfileContext, useData } from '../data/context.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { Loading } from '../ui/loading.tsx';
import { isKiosk } from './is-kiosk.ts';
import { KioskPage, SetupPage } from './pages.ts';
import { precacheRole } from './precache-role.ts';
import { PersonRoutes } from './person-routes.tsx';
import { useSession, useSessionState } from './session/use-session.ts';
import { Shell } from './shell.tsx';
import { SignedOut } from './signed-out.tsx';
import { useUpdate } from './update.ts';

/** A kiosk has the screen to itself. */
function Kiosk() {
  const data = useData();
  const update = useUpdate();
  const { code } = useLanguage();
  useEffect(() => {
    void precacheRole('kiosk', code);
  }, [code]);
  return (
    <Suspense fallback={<Loading />}>
      <KioskPage data={data} update={update} />
    </Suspense>
  );
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
      <Route path="/kiosk">
        <Kiosk />
      </Route>
      <Route path="/setup">
        <Suspense fallback={<Loading />}>
          <SetupPage onSignedIn={(info) => session.signedIn(info)} />
        </Suspense>
      </Route>
      <Route>{isKiosk() ? <Redirect to="/kiosk" replace /> : <Person />}</Route>
    </Switch>
  );
}
