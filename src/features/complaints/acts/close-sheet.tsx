import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { closingReasons } from '../../../domain/codes.ts';
import type { ClosingReason } from '../../../domain/codes.ts';
import { closingObstacle } from '../../../domain/fold/effects/closing.ts';
import { ChoiceChips } from '../../../ui/choice-chips.tsx';
import { ActSheet, type SheetProps } from './act-sheet.tsx';

/** Only for reasons that hold now, by the very rule that decides it later. */
export function CloseSheet({ view, onClose }: SheetProps) {
  const { t } = useTranslation();
  const possible = closingReasons.filter((reason) => closingObstacle(reason, view.complaint) === null);
  const [reason, setReason] = useState<ClosingReason | undefined>(
    possible.includes('accepted') ? 'accepted' : undefined,
  );
  const id = 'close-reason';
  return (
    <ActSheet
      act="close"
      title={t('complaints:act.close')}
      view={view}
      onClose={onClose}
      text={{ label: t('complaints:close.text') }}
      make={(body) =>
        reason === undefined
          ? { errors: [{ id, message: t('complaints:close.missing') }] }
          : { events: [{ kind: 'closed', data: { reason }, ...body }] }
      }
      undo={() => ({ kind: 'reopened', data: {} })}
    >
      {(errorOf) => (
        <ChoiceChips
          id={id}
          label={t('complaints:close.reason')}
          help={possible.length < 3 ? t('complaints:close.help') : undefined}
          error={errorOf(id)}
          value={reason}
          onChange={setReason}
          options={possible.map((value) => ({ value, label: t(`codes:closingReason.${value}`) }))}
        />
      )}
    </ActSheet>
  );
}
