import { useId, type ReactNode } from 'react';
import styles from './list-section.module.css';

/** A stretch of a list under a small heading: "Overdue", "Today". */
export function ListSection({
  heading,
  children,
}: {
  readonly heading: string;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id} className={styles.heading}>
        {heading}
      </h2>
      {children}
    </section>
  );
}
