import type { MouseEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './app-frame.module.css';

function skipToContent(event: MouseEvent): void {
  // An address with #content would be another page to the router.
  event.preventDefault();
  document.getElementById('content')?.focus();
}

export interface FrameProps {
  /** beside the page, or at its foot */
  readonly nav?: ReactNode;
  readonly children: ReactNode;
}

/** What even a page without any places has around it: the main landmark, and a way straight to it. */
export function Frame({ nav, children }: FrameProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#content" onClick={skipToContent}>
        {t('ui:frame.skip')}
      </a>
      <main id="content" tabIndex={-1} className={styles.main}>
        {children}
      </main>
      {nav}
    </div>
  );
}
