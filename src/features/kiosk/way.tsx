import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/icon.tsx';
import type { Progress } from './run.ts';
import styles from './kiosk.module.css';

/** How far along, and a step back. */
export function Way({ progress, onBack }: { readonly progress: Progress; readonly onBack: () => void }) {
  const { t } = useTranslation();
  const { position, total } = progress;
  return (
    <>
      {position > 1 && (
        <button type="button" className={styles.round} aria-label={t('common:actions.back')} onClick={onBack}>
          <Icon name="back" />
        </button>
      )}
      <div className={styles.dots} role="img" aria-label={t('kiosk:progress', { position, total })}>
        {Array.from({ length: total }, (_, index) => (
          <i key={index} data-on={index < position ? '' : undefined} />
        ))}
      </div>
    </>
  );
}
