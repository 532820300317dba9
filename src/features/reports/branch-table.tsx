import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OverviewReport, ShareFigure } from '../../../server/contract/reports.ts';
import { useFormats } from '../../i18n/use-language.ts';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Table } from '../../ui/table.tsx';
import type { Names } from './names.ts';
import styles from './overview.module.css';

type Branch = OverviewReport['branches'][number];
/** Not by satisfaction: most differences between branches are chance, and a ranking would hide that. */
type SortKey = 'branch' | 'received' | 'overdue';
const SORT_KEYS: readonly string[] = ['branch', 'received', 'overdue'] satisfies readonly SortKey[];

export interface BranchTableProps {
  readonly branches: readonly Branch[];
  readonly names: Names;
  /** narrows the overview to a branch */
  readonly onBranch: (code: string) => void;
}

export function BranchTable({ branches, names, onBranch }: BranchTableProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [sort, setSort] = useState<{ readonly key: SortKey; readonly direction: 'ascending' | 'descending' }>(
    {
      key: 'branch',
      direction: 'ascending',
    },
  );
  const hidden = <span className={styles.hidden}>{t('reports:branches.hidden')}</span>;
  const order = (a: Branch, b: Branch): number => {
    const sign = sort.direction === 'ascending' ? 1 : -1;
    const byName = names.branch(a.branch).localeCompare(names.branch(b.branch));
    if (sort.key === 'branch') return sign * byName;
    const of = (one: Branch): number =>
      one.complaints?.[sort.key === 'received' ? 'received' : 'overdue'] ?? -1;
    return sign * (of(a) - of(b)) || byName;
  };
  const share = (figure: ShareFigure) =>
    figure.value === null || figure.low === null || figure.high === null ? (
      t('reports:figure.none')
    ) : (
      <>
        {formats.percent(figure.value)}
        <small className={styles.under}>
          {t('reports:branches.interval', {
            interval: formats.range(figure.low, figure.high, 0, 'percent'),
            n: figure.n,
          })}
        </small>
      </>
    );
  const onSort = (key: string): void => {
    if (!SORT_KEYS.includes(key)) return;
    const next = key as SortKey;
    const first = next === 'branch' ? 'ascending' : 'descending';
    const other = first === 'ascending' ? 'descending' : 'ascending';
    setSort((now) => ({ key: next, direction: now.key === next && now.direction === first ? other : first }));
  };
  const nameCell = ({ branch, outside }: Branch) => (
    <span className={styles.name}>
      <button type="button" className={styles.branch} onClick={() => onBranch(branch)}>
        {names.branch(branch)}
      </button>
      {outside !== null && (
        <Chip tone={outside === 'below' ? 'bad' : 'ok'} icon={outside === 'below' ? 'alert' : 'check'}>
          {t(`reports:branches.${outside}`)}
        </Chip>
      )}
    </span>
  );
  return (
    <Card heading={t('reports:branches.title')}>
      <Table
        caption={t('reports:branches.title')}
        captionHidden
        rows={branches.toSorted(order)}
        rowKey={({ branch }) => branch}
        sort={sort}
        onSort={onSort}
        columns={[
          {
            key: 'branch',
            header: t('reports:filter.branch'),
            sortable: true,
            cell: (one) => nameCell(one),
          },
          {
            key: 'received',
            header: t('reports:completeness.arrived'),
            numeric: true,
            sortable: true,
            cell: ({ complaints }) => (complaints === null ? hidden : formats.number(complaints.received)),
          },
          {
            key: 'overdue',
            header: t('reports:branches.overdue'),
            numeric: true,
            sortable: true,
            cell: ({ complaints }) => (complaints === null ? hidden : formats.number(complaints.overdue)),
          },
          {
            key: 'timely',
            header: t('reports:figure.timely'),
            numeric: true,
            cell: ({ complaints }) => (complaints === null ? hidden : share(complaints.timely)),
          },
          {
            key: 'satisfied',
            header: t('reports:figure.satisfied'),
            numeric: true,
            cell: ({ satisfaction }) => (satisfaction === null ? hidden : share(satisfaction.satisfied)),
          },
        ]}
      />
      <p className={styles.explain}>{t('reports:branches.limits')}</p>
      <p className={styles.explain}>{t('reports:suppressed')}</p>
    </Card>
  );
}
