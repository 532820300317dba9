import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../data/api.ts';
import { useData, useProfile } from '../../../data/context.ts';
import type { PersonId } from '../../../domain/ids.ts';
import { useProblemText } from '../../../i18n/problem-text.ts';
import { Button } from '../../../ui/button.tsx';
import { useToast } from '../../../ui/toast-queue.ts';
import type { Names } from '../use-names.ts';
import styles from './case.module.css';

export interface HandlerProps {
  readonly view: CaseView;
  readonly names: Names;
}

/** Who handles it. Taking it is one tap, and so is giving it back. */
export function Handler({ view: { complaint, may }, names }: HandlerProps) {
  const { t } = useTranslation();
  const data = useData();
  const toast = useToast();
  const texts = useProblemText();
  const me = useProfile().person;
  const before = complaint.assignee;
  const assign = async (to: PersonId | null): Promise<boolean> => {
    const saved = await data.api.act(complaint.complaint, { kind: 'assigned', data: { to } });
    if (!saved.ok) toast({ text: texts.ofSaving(saved) });
    return saved.ok;
  };
  const take = async (): Promise<void> => {
    if (await assign(me as PersonId))
      toast({ text: t('complaints:handler.taken'), undo: () => void assign(before) });
  };
  return (
    <div className={styles.handler}>
      <span>
        <small>{t('complaints:handler.title')}</small>
        <br />
        <bdi>{before === null ? t('complaints:contested.nobody') : names.person(before)}</bdi>
      </span>
      {before !== me && complaint.closed === null && may.includes('assigned') && (
        <Button kind="quiet" small onClick={() => void take()}>
          {t('complaints:handler.take')}
        </Button>
      )}
    </div>
  );
}
