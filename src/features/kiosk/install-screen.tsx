import { useTranslation } from 'react-i18next';
import { BarePage } from '../../ui/bare-page.tsx';
import { Button } from '../../ui/button.tsx';
import { Frame } from '../../ui/frame.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useInstallOffer } from '../../ui/install.ts';
import styles from './kiosk.module.css';

/**
 * A kiosk that is not installed can be left by a swipe, and the browser may clear its storage: so it is not begun, but
 * for a trial that says so.
 */
export function InstallScreen({ onTrial }: { readonly onTrial: () => void }) {
  const { t } = useTranslation();
  const install = useInstallOffer();
  return (
    <Frame>
      <BarePage
        focused
        title={t('kiosk:install.title')}
        bottom={
          <>
            {install !== null && <Button onClick={install}>{t('kiosk:install.install')}</Button>}
            <Button kind="quiet" onClick={onTrial}>
              {t('kiosk:install.trial')}
            </Button>
          </>
        }
      >
        <p>{t('kiosk:install.why')}</p>
        <ol className={styles.steps}>
          <li>{t('kiosk:install.android')}</li>
          <li>{t('kiosk:install.ipad')}</li>
          <li>{t('kiosk:install.desktop')}</li>
        </ol>
        <p>{t('kiosk:install.then')}</p>
        <Notice tone="warn" title={t('kiosk:install.trialTitle')}>
          {t('kiosk:install.trialText')}
        </Notice>
      </BarePage>
    </Frame>
  );
}
