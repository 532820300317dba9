import type { ReactNode } from 'react';
import type { DataClient } from '../data/client.ts';
import { ToastProvider } from '../ui/toast.tsx';
import { App } from './app.tsx';
import { preloadFirstPage } from './pages.ts';
import { keptProfile } from './session/kept-profile.ts';
import { Session } from './session/session.ts';
import { SessionContext } from './session/use-session.ts';

/** @returns the pages of whoever is signed in here, or the sign-in */
export async function start(data: DataClient): Promise<ReactNode> {
  const session = new Session(data);
  session.start();
  await preloadFirstPage(keptProfile()?.role ?? 'nobody');
  return (
    <SessionContext value={session}>
      <ToastProvider>
        <App />
      </ToastProvider>
    </SessionContext>
  );
}
