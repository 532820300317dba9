import { useRef, useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView, SaveProblem, Saved } from '../../../data/api.ts';
import { useData } from '../../../data/context.ts';
import { MAX_TEXT } from '../../../domain/signed.ts';
import type { EventDraft } from '../../../domain/events/event.ts';
import { useProblemText } from '../../../i18n/problem-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorSummary, type FieldErrorText } from '../../../ui/error-summary.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { useToast } from '../../../ui/toast-queue.ts';
import type { ActId } from '../case/next-step.ts';
import { useDraft } from '../use-draft.ts';
import type { Names } from '../use-names.ts';
import styles from './acts.module.css';

export interface SheetProps {
  readonly view: CaseView;
  readonly names: Names;
  readonly onClose: () => void;
}

/** What somebody typed, for an event's body. */
export type Body = { readonly body?: { readonly text: string } };
export type Made =
  | { readonly events: readonly EventDraft[] }
  /** what is amiss */
  | { readonly errors: readonly FieldErrorText[] };

export interface ActSheetProps extends Pick<SheetProps, 'view' | 'onClose'> {
  readonly act: ActId;
  readonly title: string;
  readonly text: {
    readonly label: string;
    readonly help?: string;
    /** said when it was left empty; absent: it may be */
    readonly missing?: string;
    /** the sheet opens on it */
    readonly first?: boolean;
  };
  readonly children?: ReactNode | ((errorOf: (id: string) => string | undefined) => ReactNode);
  readonly make: (body: Body) => Made;
  /** what takes it back, offered for a moment */
  readonly undo?: () => EventDraft;
}

const EMPTY = { text: '' };

/** One thing to do with a complaint: a few choices, words of one's own, and it is on disk. */
export function ActSheet({ act, title, view, text, children, make, undo, onClose }: ActSheetProps) {
  const { t } = useTranslation();
  const data = useData();
  const toast = useToast();
  const texts = useProblemText();
  const { complaint } = view.complaint;
  // The words are kept through a reload; choices are made again in a moment.
  const draft = useDraft(`${act}:${complaint}`, EMPTY);
  const [attempt, setAttempt] = useState(0);
  const [problem, setProblem] = useState<SaveProblem | null>(null);
  const busy = useRef(false);
  const textId = `act-${act}-text`;

  const typed = draft.value?.text ?? '';
  const attempted = (): Made => {
    const made = make(typed.trim() === '' ? {} : { body: { text: typed.trim() } });
    const missing =
      text.missing !== undefined && typed.trim() === '' ? [{ id: textId, message: text.missing }] : [];
    const errors = [...('errors' in made ? made.errors : []), ...missing];
    return errors.length > 0 ? { errors } : made;
  };
  const made = attempt === 0 ? null : attempted();
  const errors = made !== null && 'errors' in made ? made.errors : [];
  const errorOf = (id: string): string | undefined => errors.find((one) => one.id === id)?.message;

  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy.current) return;
    setAttempt(attempt + 1);
    setProblem(null);
    const now = attempted();
    if ('errors' in now) return;
    busy.current = true;
    let saved: Saved = { ok: true };
    for (const one of now.events) {
      saved = await data.api.act(complaint, one);
      if (!saved.ok) break;
    }
    busy.current = false;
    if (!saved.ok) return setProblem(saved);
    await draft.drop();
    onClose();
    toast({
      text: t('complaints:act.saved'),
      ...(undo && { undo: () => void data.api.act(complaint, undo()) }),
    });
  };

  if (draft.value === null) return null;
  const form = `act-${act}`;
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      actions={
        <Button type="submit" form={form}>
          {t('common:actions.save')}
        </Button>
      }
    >
      <form id={form} className={styles.form} noValidate onSubmit={(event) => void save(event)}>
        <ErrorSummary errors={errors} attempt={attempt} />
        {problem !== null && (
          <Notice live tone="bad" title={texts.ofSaving(problem)}>
            {t('complaints:record.kept')}
          </Notice>
        )}
        {typeof children === 'function' ? children(errorOf) : children}
        <TextArea
          id={textId}
          label={text.label}
          help={text.help}
          personal
          rows={3}
          limit={MAX_TEXT}
          optional={text.missing === undefined}
          autoFocus={text.first === true}
          error={errorOf(textId)}
          value={typed}
          onChange={(value) => draft.change({ text: value })}
        />
      </form>
    </Dialog>
  );
}
