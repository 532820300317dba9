import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { useFormats } from '../i18n/use-language.ts';
import styles from './segmented-nav.module.css';

export interface Segment<Id extends string> {
  readonly id: Id;
  readonly label: string;
  readonly count?: number;
  /** an address of its own, so that going back returns to it; absent: `onSelect` */
  readonly href?: string;
}

export interface SegmentedNavProps<Id extends string> {
  /** names the row for screen readers */
  readonly label: string;
  readonly items: readonly Segment<Id>[];
  readonly current: Id;
  readonly onSelect?: (id: Id) => void;
}

/** The cuts of a list, each with its count; scrolls sideways where they don't fit. */
export function SegmentedNav<Id extends string>({ label, items, current, onSelect }: SegmentedNavProps<Id>) {
  const formats = useFormats();
  const nav = useRef<HTMLElement>(null);
  // The first of them is in sight from the beginning: to look costs a slow phone a layout more.
  const seen = useRef(items[0]?.id);
  useEffect(() => {
    if (seen.current === current) return;
    seen.current = undefined;
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [current]);
  return (
    <nav ref={nav} aria-label={label} className={styles.nav}>
      <ul className={styles.list}>
        {items.map(({ id, label: text, count, href }) => {
          const content = (
            <>
              <span>{text}</span>
              {count !== undefined && <span className="num">{formats.number(count)}</span>}
            </>
          );
          const here = id === current ? ('true' as const) : undefined;
          return (
            <li key={id}>
              {href === undefined ? (
                <button
                  type="button"
                  className={styles.item}
                  aria-current={here}
                  onClick={() => onSelect?.(id)}
                >
                  {content}
                </button>
              ) : (
                <Link href={href} className={styles.item} aria-current={here} replace>
                  {content}
                </Link>
              )}
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
