import { useTranslation } from 'react-i18next';
import { useIdle } from './use-idle.ts';
import type { IdleLimits } from './use-idle.ts';
import styles from './kiosk.module.css';

const CUSTOMER: IdleLimits = { patience: 45_000, warning: 10_000 };

/** Asks whether somebody is still there, and gives the run up when nobody is. Any touch is an answer. */
export function IdleWatch({ onGone }: { readonly onGone: () => void }) {
  const { t } = useTranslation();
  const left = useIdle(CUSTOMER, onGone);
  if (left === null) return null;
  return (
    <div className={styles.veil}>
      <div className={styles.warning} role="alertdialog" aria-labelledby="idle" aria-describedby="idle-why">
        <h2 id="idle">{t('kiosk:idle.title')}</h2>
        <p id="idle-why">{t('kiosk:idle.text')}</p>
        <p className={styles.count} aria-hidden="true">
          {t('kiosk:idle.seconds', { count: left })}
        </p>
        <button type="button" className={styles.main1}>
          {t('kiosk:idle.stay')}
        </button>
      </div>
    </div>
  );
}
