import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseList as Cases, Filter } from '../../../data/api.ts';
import { ListSection } from '../../../ui/list-section.tsx';
import { useNow } from '../../../ui/use-now.ts';
import { useStepLabels } from '../step-labels.ts';
import type { Names } from '../use-names.ts';
import { CaseCard } from './case-card.tsx';
import { groupRows } from './groups.ts';
import styles from './list.module.css';

export interface CaseListProps {
  readonly filter: Filter;
  readonly cases: Cases;
  readonly names: Names;
  readonly showBranch: boolean;
  /** asks for more of them */
  readonly onEnd: () => void;
}

/** The end of what is shown: asks for more when it comes near the screen. */
function End({ onEnd, shown }: { readonly onEnd: () => void; readonly shown: number }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) onEnd();
      },
      { rootMargin: '1200px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
    // Looked at anew whenever more is shown: it may still be near.
  }, [onEnd, shown]);
  return <div ref={box} className={styles.end} />;
}

export function CaseList({ filter, cases, names, showBranch, onEnd }: CaseListProps) {
  const { t } = useTranslation();
  const now = useNow();
  const labels = useStepLabels();
  const { rows, total } = cases;
  const card = (row: (typeof rows)[number]) => (
    <li key={row.id} className={styles.item}>
      <CaseCard row={row} names={names} labels={labels} showBranch={showBranch} />
    </li>
  );
  const lately = filter === 'closed' || filter === 'unsynced';
  return (
    <>
      {lately ? (
        <ListSection heading={t('complaints:list.latest')}>
          <ul className={styles.list}>{rows.map(card)}</ul>
        </ListSection>
      ) : (
        groupRows(rows, now, names.zoneOf).map((group) => (
          <ListSection key={group.id} heading={t(`complaints:groups.${group.id}`)}>
            <ul className={styles.list}>{group.rows.map(card)}</ul>
          </ListSection>
        ))
      )}
      {rows.length < total && <End onEnd={onEnd} shown={rows.length} />}
    </>
  );
}
