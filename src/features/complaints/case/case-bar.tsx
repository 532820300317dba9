import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../data/api.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { useNow } from '../../../ui/use-now.ts';
import { useDueText } from '../use-due-text.ts';
import type { Names } from '../use-names.ts';
import styles from './case.module.css';
import { dueOf } from './due-of.ts';
import { mayDo, type ActId } from './next-step.ts';

export interface CaseBarProps {
  readonly view: CaseView;
  readonly names: Names;
  readonly next: ActId | null;
  readonly onAct: (act: ActId) => void;
  /** shows what else can be done; absent: nothing */
  readonly onMore: (() => void) | undefined;
}

/** The next step under the thumb, with its deadline when it has one; a note beside it. */
export function CaseBar({ view, names, next, onAct, onMore }: CaseBarProps) {
  const { t } = useTranslation();
  const now = useNow();
  const dueText = useDueText();
  const due = dueOf(view.complaint);
  const label = (act: ActId): string => {
    if (act !== 'acknowledge' || due?.what !== 'acknowledge') return t(`complaints:act.${act}`);
    const { text, late } = dueText(due, now, names.zoneOf(view.complaint.branch));
    return late ? t('complaints:act.acknowledgeNow') : text;
  };
  const closed = view.complaint.closed !== null && mayDo(view, 'reopen');
  return (
    <>
      {next !== null && <Button onClick={() => onAct(next)}>{label(next)}</Button>}
      {mayDo(view, 'note') && next === null && (
        <Button onClick={() => onAct('note')}>{t('complaints:act.note')}</Button>
      )}
      {mayDo(view, 'note') && next !== null && (
        <>
          {/* On a phone the room is for the words of the next step, which are long in some languages. */}
          <span className={styles.narrow}>
            <IconButton icon="note" label={t('complaints:act.note')} onClick={() => onAct('note')} />
          </span>
          <span className={styles.roomy}>
            <Button kind="quiet" onClick={() => onAct('note')}>
              {t('complaints:act.note')}
            </Button>
          </span>
        </>
      )}
      {closed && (
        <Button kind="quiet" onClick={() => onAct('reopen')}>
          {t('complaints:act.reopen')}
        </Button>
      )}
      {onMore && <IconButton icon="more" label={t('complaints:case.more')} onClick={onMore} />}
    </>
  );
}
