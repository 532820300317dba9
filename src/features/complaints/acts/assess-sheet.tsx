import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { severities } from '../../../domain/severity.ts';
import type { Severity } from '../../../domain/severity.ts';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { ChoiceChips } from '../../../ui/choice-chips.tsx';
import { ActSheet, type SheetProps } from './act-sheet.tsx';

/** ISO 10002, 7.5. */
export function AssessSheet({ view, onClose }: SheetProps) {
  const { t } = useTranslation();
  const [severity, setSeverity] = useState<Severity | undefined>(view.complaint.severity ?? undefined);
  const [safety, setSafety] = useState(view.complaint.safety);
  const id = 'assess-severity';
  return (
    <ActSheet
      act="assess"
      title={t('complaints:act.assess')}
      view={view}
      onClose={onClose}
      text={{ label: t('complaints:assess.text'), missing: t('complaints:assess.missing') }}
      make={(body) =>
        severity === undefined
          ? { errors: [{ id, message: t('complaints:assess.choose') }] }
          : { events: [{ kind: 'assessed', data: { severity, safety }, ...body }] }
      }
    >
      {(errorOf) => (
        <>
          <ChoiceChips
            id={id}
            label={t('complaints:assess.severity')}
            help={severity === undefined ? undefined : t(`complaints:assess.means.${severity}`)}
            error={errorOf(id)}
            value={severity}
            onChange={setSeverity}
            options={severities.map((value) => ({ value, label: t(`codes:severity.${value}`) }))}
          />
          <Checkbox
            label={t('complaints:assess.safety')}
            help={t('complaints:assess.safetyHelp')}
            checked={safety}
            onChange={setSafety}
          />
        </>
      )}
    </ActSheet>
  );
}
