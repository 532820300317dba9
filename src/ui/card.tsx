import { useId, type ReactNode } from 'react';
import styles from './card.module.css';

export interface CardProps {
  /** names the section; absent: a mere ground */
  readonly heading?: ReactNode;
  readonly children: ReactNode;
}

export function Card({ heading, children }: CardProps) {
  const id = useId();
  if (heading === undefined) return <div className={styles.card}>{children}</div>;
  return (
    <section className={styles.card} aria-labelledby={id}>
      <h2 id={id} className={styles.heading}>
        {heading}
      </h2>
      {children}
    </section>
  );
}
