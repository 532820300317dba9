import type { ReactNode } from 'react';
import styles from './meta-list.module.css';

export interface MetaListProps {
  /** what isn't there (null, false, '') takes no place */
  readonly items: readonly ReactNode[];
}

/** Small facts in a row with dots between them: each is a text of its own, so nothing is glued into a sentence. */
export function MetaList({ items }: MetaListProps) {
  const shown = items.filter((item) => item !== null && item !== undefined && item !== false && item !== '');
  return (
    <div className={styles.clip}>
      <ul className={styles.list}>
        {shown.map((item, index) => (
          // Facts of one record keep their places, so the place is the identity.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index}>
            <bdi>{item}</bdi>
          </li>
        ))}
      </ul>
    </div>
  );
}
