import type { ReactNode } from 'react';
import { Icon } from '../../../ui/icon.tsx';
import styles from './disclosure.module.css';

/** What few need, behind a line that says what it is. */
export function Disclosure({
  summary,
  children,
}: {
  readonly summary: string;
  readonly children: ReactNode;
}) {
  return (
    <details className={styles.details}>
      <summary className={styles.summary}>
        <Icon name="chevron" size="small" />
        {summary}
      </summary>
      <div className={styles.body}>{children}</div>
    </details>
  );
}
