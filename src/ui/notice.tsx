import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-paths.ts';
import styles from './notice.module.css';

type NoticeTone = 'info' | 'ok' | 'warn' | 'bad';
const ICONS: Readonly<Record<NoticeTone, IconName>> = {
  info: 'info',
  ok: 'check',
  warn: 'alert',
  bad: 'alert',
};

export interface NoticeProps {
  readonly tone?: NoticeTone;
  /** what happened */
  readonly title?: ReactNode;
  /** that the work is safe, and what to do */
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  /** it came while the page was open: said aloud, at once when `tone` is bad */
  readonly live?: boolean;
}

export function Notice({ tone = 'info', title, children, action, live = false }: NoticeProps) {
  const role = live ? (tone === 'bad' ? 'alert' : 'status') : undefined;
  return (
    <div className={classNames(styles.notice, tone !== 'info' && styles[tone])} role={role}>
      <Icon name={ICONS[tone]} />
      <div className={styles.body}>
        {title !== undefined && <strong className={styles.title}>{title}</strong>}
        {children}
      </div>
      {action !== undefined && <div className={styles.action}>{action}</div>}
    </div>
  );
}
