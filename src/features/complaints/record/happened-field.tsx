import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '../../../domain/time/moment.ts';
import type { LocalDate } from '../../../domain/time/moment.ts';
import { ChoiceChips } from '../../../ui/choice-chips.tsx';
import { DateInput } from '../../../ui/date-input.tsx';

export interface HappenedFieldProps {
  readonly id: string;
  /** `2026-11-17`, or '' */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly today: LocalDate;
  readonly error: string | undefined;
}

/** Mostly today or yesterday; nobody has to open a calendar for that. */
export function HappenedField({ id, value, onChange, today, error }: HappenedFieldProps) {
  const { t } = useTranslation();
  const yesterday = addDays(today, -1);
  const [wantsOther, setWantsOther] = useState(false);
  const other = wantsOther || (value !== '' && value !== today && value !== yesterday);
  const chosen = other ? 'other' : value === today ? 'today' : value === yesterday ? 'yesterday' : undefined;
  const choose = (option: 'today' | 'yesterday' | 'other'): void => {
    setWantsOther(option === 'other');
    onChange(option === 'other' ? '' : option === 'today' ? today : yesterday);
  };
  return (
    <>
      <ChoiceChips
        {...(!other && { id, error })}
        label={t('complaints:record.happened')}
        value={chosen}
        onChange={choose}
        options={(['today', 'yesterday', 'other'] as const).map((option) => ({
          value: option,
          label: t(`complaints:record.happenedOn.${option}`),
        }))}
      />
      {other && (
        <DateInput
          id={id}
          label={t('complaints:record.day')}
          optional
          max={today}
          error={error}
          value={value}
          onChange={onChange}
        />
      )}
    </>
  );
}
