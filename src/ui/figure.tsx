import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { MetaList } from './meta-list.tsx';
import styles from './figure.module.css';

export interface FigureProps {
  readonly heading: string;
  /** formatted; a dash with words in `notes` where nothing is known */
  readonly value: string;
  /** an IntervalBar or a Chip */
  readonly children?: ReactNode;
  /** the interval, the sample size, what is left out */
  readonly notes?: readonly ReactNode[];
  /** where the figure comes from */
  readonly href?: string;
}

/** One number, with what it takes to believe it. */
export function Figure({ heading, value, children, notes = [], href }: FigureProps) {
  return (
    <section className={styles.figure}>
      <h2 className={styles.heading}>{href === undefined ? heading : <Link href={href}>{heading}</Link>}</h2>
      <span className={styles.value}>{value}</span>
      {children}
      <MetaList items={notes} />
    </section>
  );
}
