import { useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { SaveProblem } from '../../../data/api.ts';
import { useData } from '../../../data/context.ts';
import { useProblemText } from '../../../i18n/problem-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useToast } from '../../../ui/toast-queue.ts';
import { PartyFields, type PartyValues } from '../record/party-fields.tsx';
import { useDraft } from '../use-draft.ts';
import type { SheetProps } from './act-sheet.tsx';
import styles from './acts.module.css';

/** How to reach them. What is emptied is said too, for it empties what was there. */
export function PartySheet({ view, onClose }: SheetProps) {
  const { t } = useTranslation();
  const data = useData();
  const toast = useToast();
  const texts = useProblemText();
  const { complaint } = view.complaint;
  const [before] = useState<PartyValues>(() => ({
    relation: 'customer',
    name: '',
    phone: '',
    email: '',
    address: '',
    behalfOf: '',
    ...view.party,
  }));
  const draft = useDraft(`party:${complaint}`, before);
  const [problem, setProblem] = useState<SaveProblem | null>(null);
  const busy = useRef(false);
  if (draft.value === null) return null;
  const values = draft.value;
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy.current) return;
    busy.current = true;
    const saved = await data.api.changeParty(complaint, values);
    busy.current = false;
    if (!saved.ok) return setProblem(saved);
    await draft.drop();
    onClose();
    toast({
      text: t('complaints:act.saved'),
      undo: () => void data.api.changeParty(complaint, before),
    });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('complaints:act.party')}
      actions={
        <Button type="submit" form="act-party">
          {t('common:actions.save')}
        </Button>
      }
    >
      <form id="act-party" className={styles.form} noValidate onSubmit={(event) => void save(event)}>
        {problem !== null && problem.field === undefined && (
          <Notice live tone="bad" title={texts.ofSaving(problem)}>
            {t('complaints:record.kept')}
          </Notice>
        )}
        <PartyFields
          prefix="party"
          values={values}
          onChange={(change) => draft.change({ ...values, ...change })}
          errorOf={(field) =>
            problem?.field === field && problem.rule !== undefined
              ? texts.ofRule({ rule: problem.rule })
              : undefined
          }
        />
      </form>
    </Dialog>
  );
}
