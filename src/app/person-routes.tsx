import { Suspense, useLayoutEffect, useRef, type ComponentType } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { useProfile } from '../data/context.ts';
import { Loading } from '../ui/loading.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { NotFound } from './not-found.tsx';
import {
  AccountPage,
  ComplaintPage,
  ComplaintsPage,
  HeldPage,
  KiosksPage,
  NewComplaintPage,
  OrganisationPage,
  OverviewPage,
  PeoplePage,
  QuarantinePage,
  SignInPage,
} from './pages.ts';
import { homeOf, maySee, type PlaceId } from './places.ts';
import type { Session } from './session/session.ts';

const PAGES: readonly (readonly [path: string, place: PlaceId, page: ComponentType])[] = [
  ['/complaints', 'complaints', ComplaintsPage],
  ['/complaints/new', 'complaints', NewComplaintPage],
  ['/overview', 'overview', OverviewPage],
  ['/quarantine', 'quarantine', QuarantinePage],
  ['/admin/people', 'people', PeoplePage],
  ['/admin/kiosks', 'kiosks', KiosksPage],
  ['/admin/organisation', 'organisation', OrganisationPage],
  ['/account/held', 'account', HeldPage],
];

export interface PersonRoutesProps {
  readonly session: Session;
  readonly expired: boolean;
}

/** The pages of who is signed in. A place that isn't theirs is as unknown as one that isn't there. */
export function PersonRoutes({ session, expired }: PersonRoutesProps) {
  const profile = useProfile();
  const [path, navigate] = useLocation();
  const home = homeOf(profile.role);
  // Another page begins at its head; the list goes on from there to where it was left.
  const shown = useRef(path);
  useLayoutEffect(() => {
    // The first page is at its head, and to say so again costs a layout.
    if (shown.current === path) return;
    shown.current = path;
    // In braces: newer browsers return a promise, which React would take for a cleanup.
    scrollTo(0, 0);
  }, [path]);
  return (
    <ErrorBoundary key={path}>
      <Suspense fallback={<Loading />}>
        <Switch>
          <Route path="/">
            <Redirect to={home} replace />
          </Route>
          <Route path="/sign-in">
            {expired ? (
              <SignInPage
                again={profile}
                signIn={(login, password) => session.signIn(login, password)}
                onSignedIn={() => navigate(home, { replace: true })}
              />
            ) : (
              <Redirect to={home} replace />
            )}
          </Route>
          {PAGES.filter(([, place]) => maySee(profile.role, place)).map(([at, , Page]) => (
            <Route key={at} path={at}>
              <Page />
            </Route>
          ))}
          <Route path="/account">
            <AccountPage
              changePassword={(current, next) => session.changePassword(current, next)}
              signOut={() => void session.signOut()}
            />
          </Route>
          {maySee(profile.role, 'complaints') && (
            <Route path="/complaints/:id">{({ id }) => <ComplaintPage key={id} id={id} />}</Route>
          )}
          <Route>
            <NotFound home={home} />
          </Route>
        </Switch>
      </Suspense>
    </ErrorBoundary>
  );
}
