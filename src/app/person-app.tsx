import type { ReactNode } from 'react';
import type { DataClient } from '../data/client.ts';
import { ToastProvider } from '../ui/toast.tsx';
import { App } from './app.tsx';
import { askFirstScreenAhead } from './ask-ahead.ts';
import { preloadFirstPage } from './pages.ts';
import { homeOf } from './places.ts';
import { keptProfile } from './session/kept-profile.ts';
import { Session } from './session/session.ts';
import { SessionContext } from './session/use-session.ts';

/** @returns the pages of whoever is signed in here, or the sign-in */
export async function start(data: DataClient): Promise<ReactNode> {
  const session = new Session(data);
  session.start();
  const profile = keptProfile();
  // Known before anything is drawn, instead of drawing the way there.
  if (profile !== null && location.pathname === '/') history.replaceState(null, '', homeOf(profile.role));
  const answered = profile === null ? undefined : askFirstScreenAhead(data, profile);
  await preloadFirstPage(profile?.role ?? 'nobody');
  await answered?.();
  return (
    <SessionContext value={session}>
      <ToastProvider>
        <App />
      </ToastProvider>
    </SessionContext>
  );
}
