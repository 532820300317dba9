import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './loading.module.css';

/** Milliseconds: what is there sooner never said that it was loading. */
const PATIENCE = 300;

/** Words, after a moment; nothing turns. Only for what isn't on the device: never over work that is already safe. */
export function Loading({ text }: { readonly text?: string }) {
  const { t } = useTranslation();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={styles.loading} role="status">
      {late && (text ?? t('common:loading'))}
    </div>
  );
}
