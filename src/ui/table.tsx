import { useId, type ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import styles from './table.module.css';

export interface Column<Row> {
  readonly key: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** numbers stand at the end, digit under digit */
  readonly numeric?: boolean;
  readonly sortable?: boolean;
}

export interface TableProps<Row> {
  readonly caption: string;
  /** the caption is said by a heading above already */
  readonly captionHidden?: boolean;
  /** the first names the row */
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly sort?: { readonly key: string; readonly direction: 'ascending' | 'descending' };
  readonly onSort?: (key: string) => void;
}

/** Scrolls within itself where it is wider than the screen, by keyboard too. */
export function Table<Row>({
  caption,
  captionHidden = false,
  columns,
  rows,
  rowKey,
  sort,
  onSort,
}: TableProps<Row>) {
  const id = useId();
  const headerOf = ({ key, header, sortable }: Column<Row>): ReactNode =>
    sortable === true && onSort ? (
      <button
        type="button"
        className={classNames(styles.sort, sort?.key === key && sort.direction === 'ascending' && styles.up)}
        onClick={() => onSort(key)}
      >
        {header}
        {sort?.key === key && <Icon name="chevron" size="small" />}
      </button>
    ) : (
      header
    );
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard
    <div className={styles.scroll} role="group" aria-labelledby={id} tabIndex={0}>
      <table className={styles.table}>
        <caption id={id} className={captionHidden ? 'unseen' : undefined}>
          {caption}
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={classNames(column.numeric === true && styles.end)}
                aria-sort={sort?.key === column.key ? sort.direction : undefined}
              >
                {headerOf(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column, index) => {
                const look = classNames(column.numeric === true && styles.end);
                return index === 0 ? (
                  <th key={column.key} scope="row" className={look}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.key} className={look}>
                    {column.cell(row)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
