import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { BottomBar } from './bottom-bar.tsx';
import { IconButton } from './button.tsx';
import { classNames } from './class-names.ts';
import styles from './page.module.css';

export interface BarePageProps {
  /** the h1, and the window's title */
  readonly title: string;
  /** another content of the h1, when the title has a form of its own */
  readonly heading?: ReactNode;
  /** before the heading */
  readonly way?: ReactNode;
  /** a cross that closes a form */
  readonly onLeave?: () => void;
  /** beside the way back, the heading then goes below: a reference */
  readonly above?: ReactNode;
  /** at the end of the first line: a chip, a button */
  readonly aside?: ReactNode;
  /** under the heading: sync state, search, chips, steps */
  readonly lead?: ReactNode;
  /** the header on a ground of its own, for a record */
  readonly raised?: boolean;
  /** a form or a record: on a phone the places make room for it */
  readonly focused?: boolean;
  /** reports and tables; else the content keeps a width that reads well */
  readonly wide?: boolean;
  /** the main action */
  readonly bottom?: ReactNode;
  readonly children?: ReactNode;
}

let pagesShown = 0;

/** One screen that leads nowhere by itself. Its heading takes focus when one comes from another screen, unless a field already has it. */
export function BarePage({
  title,
  heading,
  way,
  onLeave,
  above,
  aside,
  lead,
  raised = false,
  focused = false,
  wide = false,
  bottom,
  children,
}: BarePageProps) {
  const { t } = useTranslation();
  const page = useRef<HTMLDivElement>(null);
  const h1 = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    pagesShown += 1;
    // The first page of a visit leaves focus where the browser puts it, so that the skip link comes first.
    if (pagesShown > 1 && page.current?.contains(document.activeElement) === false)
      h1.current?.focus({ preventScroll: true });
  }, []);
  const headline = (
    <h1 ref={h1} tabIndex={-1}>
      {heading ?? title}
    </h1>
  );
  return (
    <div
      ref={page}
      className={classNames(styles.page, wide ? styles.wide : styles.reading)}
      data-focused={focused ? '' : undefined}
    >
      <title>{t('common:app.pageTitle', { page: title })}</title>
      <header className={classNames(styles.header, raised && styles.raised)}>
        <div className={styles.bar}>
          {way}
          {onLeave && <IconButton bare icon="close" label={t('common:actions.close')} onClick={onLeave} />}
          {above === undefined ? headline : <div className={styles.above}>{above}</div>}
          {aside !== undefined && <div className={styles.aside}>{aside}</div>}
        </div>
        {above !== undefined && headline}
        {lead}
      </header>
      <div className={styles.content}>{children}</div>
      {bottom !== undefined && (
        <div className={styles.bottom} data-bar="">
          <BottomBar solid={focused}>{bottom}</BottomBar>
        </div>
      )}
    </div>
  );
}
