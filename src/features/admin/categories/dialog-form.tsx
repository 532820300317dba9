import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Notice } from '../../../ui/notice.tsx';
import formStyles from '../forms/form-page.module.css';
import type { Refusal } from '../server/call.ts';
import { useProblemText } from '../../../i18n/problem-text.ts';

export interface DialogFormProps {
  readonly title: string;
  readonly submit: string;
  readonly busy: boolean;
  readonly problem: Refusal | null;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  /** on the button that closes it: what was done before stays done */
  readonly close?: string;
  readonly children: ReactNode;
}

/** A small form over the list that it changes. */
export function DialogForm({
  title,
  submit,
  busy,
  problem,
  onSubmit,
  onClose,
  close,
  children,
}: DialogFormProps) {
  const { t } = useTranslation();
  const texts = useProblemText();
  const id = useId();
  return (
    <Dialog
      open
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button kind="quiet" onClick={onClose}>
            {close ?? t('common:actions.cancel')}
          </Button>
          <Button type="submit" form={id} disabled={busy}>
            {submit}
          </Button>
        </>
      }
    >
      <form
        id={id}
        noValidate
        className={formStyles.form}
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        {problem && (
          <Notice live tone="bad" title={texts.ofCode(problem)}>
            {t('admin:form.kept')}
          </Notice>
        )}
        {children}
      </form>
    </Dialog>
  );
}
