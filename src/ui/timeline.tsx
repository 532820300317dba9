import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-paths.ts';
import { MetaList } from './meta-list.tsx';
import styles from './timeline.module.css';

export interface TimelineItem {
  readonly id: string;
  readonly icon: IconName;
  readonly text: ReactNode;
  /** who, when, what else */
  readonly meta: readonly ReactNode[];
  readonly tone?: 'brand' | 'plain' | 'warn' | 'bad';
  /** it happened and counts for nothing; the meta says why */
  readonly without?: boolean;
  /** under the text: pictures, files, buttons */
  readonly extra?: ReactNode;
}

/** A record as a story, the newest at the bottom. */
export function Timeline({
  label,
  items,
}: {
  readonly label: string;
  readonly items: readonly TimelineItem[];
}) {
  return (
    <ol aria-label={label}>
      {items.map(({ id, icon, text, meta, tone = 'brand', without = false, extra }) => (
        <li
          key={id}
          className={classNames(styles.item, tone !== 'brand' && styles[tone], without && styles.void)}
        >
          <span className={styles.mark}>
            <Icon name={icon} size="small" />
          </span>
          <div className={styles.body}>
            <div className={styles.text}>{text}</div>
            {extra}
            <MetaList items={meta} />
          </div>
        </li>
      ))}
    </ol>
  );
}
