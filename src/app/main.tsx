import '../ui/tokens.css';
import '../ui/base.css';
import '../ui/install.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { dataOf } from '../data/client.ts';
import { DataContext } from '../data/context.ts';
import { startWorker } from '../data/start-worker.ts';
import { startLanguage } from '../i18n/load.ts';
import { APPS } from './apps.ts';
import { ErrorBoundary, Failed } from './error-boundary.tsx';
import { fetchFirstPage } from './first-page.ts';
import { isKioskPath } from './is-kiosk.ts';
import { keptProfile } from './session/kept-profile.ts';
import { startUpdates } from './update.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

const who = isKioskPath() ? 'kiosk' : 'person';
const data = dataOf(startWorker(who));
if (who === 'person') fetchFirstPage(keptProfile()?.role ?? 'nobody');
const screens = APPS[who]().then(
  ({ start }) => start(data),
  () => <Failed again={() => location.reload()} />,
);

const [content] = await Promise.all([screens, startLanguage()]);
createRoot(root).render(
  <StrictMode>
    <ErrorBoundary>
      <DataContext value={data}>{content}</DataContext>
    </ErrorBoundary>
  </StrictMode>,
);
startUpdates();
