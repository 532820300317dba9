import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChoiceChips } from '../../../ui/choice-chips.tsx';
import { ActSheet, type SheetProps } from './act-sheet.tsx';

const WAYS = ['internal', 'external'] as const;

/** ISO 10002, 7.9: the ways that are left were told. */
export function ReferSheet({ view, onClose }: SheetProps) {
  const { t } = useTranslation();
  const [to, setTo] = useState<(typeof WAYS)[number]>();
  const id = 'refer-to';
  return (
    <ActSheet
      act="refer"
      title={t('complaints:act.refer')}
      view={view}
      onClose={onClose}
      text={{ label: t('complaints:refer.text') }}
      make={(body) =>
        to === undefined
          ? { errors: [{ id, message: t('complaints:refer.missing') }] }
          : { events: [{ kind: 'referred', data: { to }, ...body }] }
      }
    >
      {(errorOf) => (
        <ChoiceChips
          id={id}
          label={t('complaints:refer.to')}
          help={t('complaints:refer.help')}
          error={errorOf(id)}
          value={to}
          onChange={setTo}
          options={WAYS.map((value) => ({ value, label: t(`complaints:recourse.${value}`) }))}
        />
      )}
    </ActSheet>
  );
}
