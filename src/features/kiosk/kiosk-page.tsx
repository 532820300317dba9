import { lazy, Suspense, useEffect, useState } from 'react';
import type { DataClient } from '../../data/client.ts';
import { currentInfo } from './current-info.ts';
import { useInstalled } from '../../ui/install.ts';
import { forgetKiosk, keepKiosk, keptKiosk } from './kept-kiosk.ts';
import type { KeptKiosk } from './kept-kiosk.ts';
import { RunningKiosk } from './running-kiosk.tsx';
import type { WaitingUpdate } from './staff-menu.tsx';

// Only once: not part of what a kiosk loads before its first customer.
const Enrolment = lazy(async () => ({ default: (await import('./enrolment.tsx')).Enrolment }));
const InstallScreen = lazy(async () => ({ default: (await import('./install-screen.tsx')).InstallScreen }));

export interface KioskPageProps {
  readonly data: DataClient;
  /** a new version of the app, which staff start */
  readonly update?: WaitingUpdate;
}

let taken = '';

/** The code of the QR's address, taken out of the address at once: it must not stay in the history. */
function takeCode(): string {
  const code = new URLSearchParams(location.hash.slice(1)).get('code');
  if (code !== null) {
    taken = code;
    history.replaceState(history.state, '', location.pathname + location.search);
  }
  return taken;
}

/** `/kiosk`: enrolment, then the kiosk itself. */
export function KioskPage({ data, update }: KioskPageProps) {
  const [code] = useState(takeCode);
  const [kiosk, setKiosk] = useState(keptKiosk);
  const [enrolling, setEnrolling] = useState(code !== '' || kiosk === null);
  const installed = useInstalled();
  const change = (next: KeptKiosk): void => {
    keepKiosk(next);
    setKiosk(next);
  };
  const account = kiosk?.account;
  useEffect(() => {
    if (account === undefined) return undefined;
    let over = false;
    // Asked once a start: what the server has changed meanwhile shows from the next start on.
    void currentInfo().then((info) => {
      const kept = keptKiosk();
      if (over || info === null || kept === null || kept.account !== account) return;
      if (JSON.stringify(info) === JSON.stringify(kept.info)) return;
      keepKiosk({ ...kept, info });
    });
    return () => {
      over = true;
    };
  }, [account]);

  if (enrolling || kiosk === null)
    return (
      <Suspense>
        <Enrolment
          data={data}
          code={code}
          onDone={(enrolled) => {
            taken = '';
            setKiosk(enrolled);
            setEnrolling(false);
          }}
          onCancel={kiosk === null ? undefined : () => setEnrolling(false)}
        />
      </Suspense>
    );
  if (!installed && !kiosk.trial) return <InstallScreen onTrial={() => change({ ...kiosk, trial: true })} />;
  return (
    <RunningKiosk
      key={kiosk.account}
      data={data}
      kiosk={{ ...kiosk, trial: !installed }}
      update={update}
      onChange={change}
      onEnrol={() => setEnrolling(true)}
      onLeave={() => {
        forgetKiosk();
        void data.api.close().then(() => location.replace('/'));
      }}
    />
  );
}
