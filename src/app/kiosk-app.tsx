import { Suspense, useEffect, type ReactNode } from 'react';
import type { DataClient } from '../data/client.ts';
import { KioskPage } from '../features/kiosk/kiosk-page.tsx';
import { loadTexts } from '../i18n/load.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { Loading } from '../ui/loading.tsx';
import { precacheRole } from './precache-role.ts';
import { useUpdate } from './update.ts';

/** A kiosk has the screen to itself. */
function KioskApp({ data }: { readonly data: DataClient }) {
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

/** @returns a kiosk's page, or the one on which a browser becomes a kiosk */
export async function start(data: DataClient): Promise<ReactNode> {
  await loadTexts('kiosk');
  return <KioskApp data={data} />;
}
