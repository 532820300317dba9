import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { may } from '../../../domain/permissions.ts';
import { ChoiceChips } from '../../../ui/choice-chips.tsx';
import { useActor } from '../use-actor.ts';
import { ActSheet, type SheetProps } from './act-sheet.tsx';
import { useRemedyLabel } from './use-remedy-label.ts';

/** Those above the reader's limit are shown, and can't be chosen. */
export function ApproveSheet({ view, onClose }: SheetProps) {
  const { t } = useTranslation();
  const actor = useActor();
  const labelOf = useRemedyLabel();
  const { complaint } = view;
  const options = complaint.remedies
    .filter(({ state }) => state === 'proposed')
    .map((remedy) => ({
      value: remedy.event as string,
      label: labelOf(remedy),
      event: remedy.event,
      disabled: !may(actor, 'remedy.approve', { complaint, amount: remedy.amount?.minor ?? null }),
    }));
  const [chosen, setChosen] = useState(options.find(({ disabled }) => !disabled)?.value);
  const id = 'approve-remedy';
  const proposal = options.find(({ value }) => value === chosen)?.event;
  return (
    <ActSheet
      act="approve"
      title={t('complaints:act.approve')}
      view={view}
      onClose={onClose}
      text={{ label: t('complaints:approve.text') }}
      make={(body) =>
        proposal === undefined
          ? { errors: [{ id, message: t('complaints:propose.missing') }] }
          : { events: [{ kind: 'remedyApproved', data: { proposal }, ...body }] }
      }
    >
      {(errorOf) => (
        <ChoiceChips
          id={id}
          label={t('complaints:approve.remedy')}
          help={options.some(({ disabled }) => disabled) ? t('complaints:approve.limit') : undefined}
          error={errorOf(id)}
          value={chosen}
          onChange={setChosen}
          options={options}
        />
      )}
    </ActSheet>
  );
}
