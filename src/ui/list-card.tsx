import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { classNames } from './class-names.ts';
import { MetaList } from './meta-list.tsx';
import styles from './card.module.css';

export interface ListCardProps {
  readonly href: string;
  /** the link's text */
  readonly title: ReactNode;
  /** of its heading: 3 in a list under h2 headings, 2 in one right under the page's own */
  readonly level?: 2 | 3;
  /** above, at the start: a reference */
  readonly top?: ReactNode;
  /** above, at the end: what is due, as a chip */
  readonly due?: ReactNode;
  readonly meta?: readonly ReactNode[];
  /** below, before the meta: chips that warn */
  readonly marks?: ReactNode;
  /** below, at the end: the steps */
  readonly end?: ReactNode;
}

/** One record of a list; all of it can be tapped. */
export function ListCard({ href, title, level = 3, top, due, meta, marks, end }: ListCardProps) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <article className={classNames(styles.card, styles.link)}>
      {(top !== undefined || due !== undefined) && (
        <div className={styles.top}>
          {top}
          {due}
        </div>
      )}
      <Heading className={styles.title}>
        <Link href={href}>{title}</Link>
      </Heading>
      <div className={styles.foot}>
        {marks}
        {meta && <MetaList items={meta} />}
        {end !== undefined && <div className={styles.end}>{end}</div>}
      </div>
    </article>
  );
}
