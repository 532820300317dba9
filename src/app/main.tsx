import '../ui/tokens.css';
import '../ui/base.css';
import '../ui/install.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startData } from '../data/client.ts';
import { DataContext } from '../data/context.ts';
import { startLanguage } from '../i18n/load.ts';
import { ToastProvider } from '../ui/toast.tsx';
import { App } from './app.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { isKiosk } from './is-kiosk.ts';
import { preloadFirstPage } from './pages.ts';
import { keptProfile } from './session/kept-profile.ts';
import { Session } from './session/session.ts';
import { SessionContext } from './session/use-session.ts';
import { startUpdates } from './update.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

// The stores open while the language is still loading.
const data = startData();
const session = new Session(data);
if (!isKiosk()) session.start();
const firstPage = preloadFirstPage(isKiosk() ? 'kiosk' : (keptProfile()?.role ?? 'nobody'));

await Promise.all([startLanguage(), firstPage]);
createRoot(root).render(
  <StrictMode>
    <ErrorBoundary>
      <DataContext value={data}>
        <SessionContext value={session}>
          <ToastProvider>
            <App />
          </ToastProvider>
        </SessionContext>
      </DataContext>
    </ErrorBoundary>
  </StrictMode>,
);
startUpdates();
