import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChoiceChips } from '../../../ui/choice-chips.tsx';
import { ActSheet, type SheetProps } from './act-sheet.tsx';

const ANSWERS = ['acceptedByComplainant', 'rejectedByComplainant'] as const;

/** ISO 10002, 7.9: rejected, it stays open. */
export function AnswerSheet({ view, onClose }: SheetProps) {
  const { t } = useTranslation();
  const [answer, setAnswer] = useState<(typeof ANSWERS)[number]>();
  const id = 'answer-answer';
  return (
    <ActSheet
      act="answer"
      title={t('complaints:act.answer')}
      view={view}
      onClose={onClose}
      text={{ label: t('complaints:answer.text') }}
      make={(body) =>
        answer === undefined
          ? { errors: [{ id, message: t('complaints:answer.missing') }] }
          : { events: [{ kind: answer, data: {}, ...body }] }
      }
    >
      {(errorOf) => (
        <ChoiceChips
          id={id}
          label={t('complaints:answer.answer')}
          help={answer === 'rejectedByComplainant' ? t('complaints:answer.staysOpen') : undefined}
          error={errorOf(id)}
          value={answer}
          onChange={setAnswer}
          options={ANSWERS.filter((kind) => view.may.includes(kind)).map((value) => ({
            value,
            label: t(`complaints:answer.${value}`),
          }))}
        />
      )}
    </ActSheet>
  );
}
