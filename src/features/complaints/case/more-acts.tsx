import { useTranslation } from 'react-i18next';
import { Dialog } from '../../../ui/dialog.tsx';
import { Icon } from '../../../ui/icon.tsx';
import type { IconName } from '../../../ui/icon-paths.ts';
import styles from './case.module.css';
import type { ActId } from './next-step.ts';

const ICONS: Readonly<Record<ActId, IconName>> = {
  note: 'note',
  acknowledge: 'check',
  assess: 'scale',
  assign: 'person',
  transfer: 'transfer',
  investigate: 'search',
  propose: 'remedy',
  approve: 'check',
  decide: 'send',
  answer: 'message',
  refer: 'forward',
  done: 'remedy',
  close: 'lock',
  reopen: 'reopen',
  correct: 'edit',
  party: 'phone',
};

export interface MoreActsProps {
  readonly open: boolean;
  readonly acts: readonly ActId[];
  readonly onClose: () => void;
  readonly onAct: (act: ActId) => void;
}

/** What else can be done, out of the way of the next step. */
export function MoreActs({ open, acts, onClose, onAct }: MoreActsProps) {
  const { t } = useTranslation();
  return (
    <Dialog open={open} onClose={onClose} title={t('complaints:case.more')}>
      <ul className={styles.acts}>
        {acts.map((act) => (
          <li key={act}>
            <button type="button" className={styles.act} onClick={() => onAct(act)}>
              <Icon name={ICONS[act]} />
              {t(`complaints:act.${act}`)}
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
