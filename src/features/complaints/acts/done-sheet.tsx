import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { may } from '../../../domain/permissions.ts';
import { ChoiceChips } from '../../../ui/choice-chips.tsx';
import { useActor } from '../use-actor.ts';
import { ActSheet, type SheetProps } from './act-sheet.tsx';
import { useRemedyLabel } from './use-remedy-label.ts';

export function DoneSheet({ view, onClose }: SheetProps) {
  const { t } = useTranslation();
  const actor = useActor();
  const labelOf = useRemedyLabel();
  const { complaint } = view;
  const options = complaint.remedies
    .filter(({ state }) => state !== 'done')
    .map((remedy) => ({
      value: remedy.event as string,
      label: labelOf(remedy),
      kind: remedy.kind,
      disabled:
        remedy.state === 'proposed' &&
        !may(actor, 'remedy.approve', { complaint, amount: remedy.amount?.minor ?? null }),
    }));
  const [chosen, setChosen] = useState(options.find(({ disabled }) => !disabled)?.value);
  const id = 'done-remedy';
  const remedy = options.find(({ value }) => value === chosen)?.kind;
  return (
    <ActSheet
      act="done"
      title={t('complaints:act.done')}
      view={view}
      onClose={onClose}
      text={{ label: t('complaints:done.text') }}
      make={(body) =>
        remedy === undefined
          ? { errors: [{ id, message: t('complaints:propose.missing') }] }
          : { events: [{ kind: 'actionDone', data: { remedy }, ...body }] }
      }
    >
      {(errorOf) => (
        <ChoiceChips
          id={id}
          label={t('complaints:done.remedy')}
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
