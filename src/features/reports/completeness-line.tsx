import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Completeness } from '../../../server/contract/reports.ts';
import { useFormats } from '../../i18n/use-language.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { MetaList } from '../../ui/meta-list.tsx';
import { Table } from '../../ui/table.tsx';
import type { Names } from './names.ts';
import styles from './overview.module.css';

type Device = Completeness['devices'][number];

export interface CompletenessLineProps {
  readonly completeness: Completeness;
  /** Unix milliseconds: of the figures */
  readonly asOf: number;
  readonly now: number;
  readonly names: Names;
}

/** Whether all that was made has arrived, and how old this is. Leads to the devices that it is about. */
export function CompletenessLine({ completeness, asOf, now, names }: CompletenessLineProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [open, setOpen] = useState(false);
  const { received, missing, waiting, devices } = completeness;
  const holding = devices.filter((device) => (device.waiting ?? 0) > 0).length;
  return (
    <>
      <button
        type="button"
        className={styles.completeness}
        data-missing={missing > 0 ? '' : undefined}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <Icon name={missing > 0 ? 'alert' : 'check'} />
        <MetaList
          items={[
            t('reports:completeness.received', { received, missing }),
            waiting === 0
              ? t('reports:completeness.noneWaiting')
              : t('reports:completeness.waiting', { waiting, count: holding }),
            t('reports:completeness.asOf', { time: formats.near(asOf, now) }),
          ]}
        />
      </button>
      <Dialog open={open} onClose={() => setOpen(false)} title={t('reports:completeness.title')} tall>
        <p>{t('reports:completeness.explain')}</p>
        <DeviceTable devices={devices} now={now} names={names} />
      </Dialog>
    </>
  );
}

/** Those that hold something back first. */
const urgency = ({ waiting, missing }: Device): number => (waiting ?? 0) + missing * 1_000_000;

function DeviceTable({
  devices,
  now,
  names,
}: {
  readonly devices: readonly Device[];
  readonly now: number;
  readonly names: Names;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const deviceCell = ({ label, branch, kind }: Device) => (
    <>
      {label}
      <small className={styles.under}>
        {branch === null ? t(`reports:completeness.kind.${kind}`) : names.branch(branch)}
      </small>
    </>
  );
  return (
    <Table
      caption={t('reports:completeness.title')}
      captionHidden
      rows={devices.toSorted((a, b) => urgency(b) - urgency(a) || a.label.localeCompare(b.label))}
      rowKey={({ device }) => device}
      columns={[
        {
          key: 'label',
          header: t('reports:completeness.device'),
          cell: (device) => deviceCell(device),
        },
        {
          key: 'received',
          header: t('reports:completeness.arrived'),
          numeric: true,
          cell: (one) => formats.number(one.received),
        },
        {
          key: 'missing',
          header: t('reports:completeness.missing'),
          numeric: true,
          cell: (one) => formats.number(one.missing),
        },
        {
          key: 'waiting',
          header: t('reports:completeness.held'),
          numeric: true,
          cell: (one) => (one.waiting === null ? t('reports:figure.none') : formats.number(one.waiting)),
        },
        {
          key: 'contact',
          header: t('reports:completeness.lastContact'),
          cell: ({ lastContact }) =>
            lastContact === null ? t('reports:completeness.never') : formats.relative(lastContact, now),
        },
      ]}
    />
  );
}
