import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats, useLanguage } from '../../../i18n/use-language.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { DateInput } from '../../../ui/date-input.tsx';
import { FieldError, type FieldProps } from '../../../ui/field.tsx';
import { useToast } from '../../../ui/toast-queue.ts';
import { useNow } from '../../../ui/use-now.ts';
import { Disclosure } from '../forms/disclosure.tsx';
import { weekdayName } from './weekdays.ts';
import styles from './holidays-field.module.css';

export interface HolidaysFieldProps {
  readonly field: Pick<FieldProps, 'id' | 'error'>;
  /** `2026-05-26`, in order */
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
}

const isoWeekday = (date: string): number => ((new Date(`${date}T12:00Z`).getUTCDay() + 6) % 7) + 1;

/** Days off that fall on working days; what is past stays, for the deadlines of then were counted by it. */
export function HolidaysField({ field, value, onChange }: HolidaysFieldProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { intl } = useLanguage();
  const toast = useToast();
  const [typed, setTyped] = useState('');
  const [twice, setTwice] = useState(false);
  const thisYear = new Date(useNow()).toISOString().slice(0, 4);
  const past = value.filter((date) => date.slice(0, 4) < thisYear);
  const coming = value.filter((date) => date.slice(0, 4) >= thisYear);

  const add = (): void => {
    if (typed === '') return;
    setTwice(value.includes(typed));
    if (!value.includes(typed)) onChange([...value, typed].toSorted());
    setTyped('');
  };
  const remove = (date: string): void => {
    onChange(value.filter((other) => other !== date));
    toast({ text: t('admin:calendar.removed', { date: formats.date(date) }), undo: () => onChange(value) });
  };
  const list = (dates: readonly string[]) => (
    <ul className={styles.list}>
      {dates.map((date) => (
        <li key={date}>
          <span>
            {formats.date(date, 'long')} <small>{weekdayName(isoWeekday(date), intl, 'long')}</small>
          </span>
          <IconButton
            bare
            icon="trash"
            label={t('admin:calendar.remove', { date: formats.date(date) })}
            onClick={() => remove(date)}
          />
        </li>
      ))}
    </ul>
  );
  return (
    <fieldset id={field.id} tabIndex={-1} className={styles.group}>
      <legend className={styles.legend}>{t('admin:calendar.holidays')}</legend>
      <small>{t('admin:calendar.holidaysHelp')}</small>
      <FieldError id={field.id ?? ''} error={field.error} />
      {past.length > 0 && (
        <Disclosure summary={t('admin:calendar.past', { count: past.length })}>{list(past)}</Disclosure>
      )}
      {list(coming)}
      <div className={styles.add}>
        <DateInput
          optional
          label={t('admin:calendar.holiday')}
          error={twice ? t('admin:calendar.twice') : undefined}
          value={typed}
          onChange={(date) => {
            setTwice(false);
            setTyped(date);
          }}
        />
        <Button kind="quiet" icon="add" disabled={typed === ''} onClick={add}>
          {t('admin:calendar.addHoliday')}
        </Button>
      </div>
    </fieldset>
  );
}
