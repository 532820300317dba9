import { useTranslation } from 'react-i18next';
import { Field, FieldError, type FieldProps } from '../../../ui/field.tsx';
import fieldStyles from '../../../ui/field.module.css';
import styles from './hours-field.module.css';

interface Hours {
  readonly from: string;
  readonly to: string;
}
export interface HoursFieldProps {
  readonly field: Pick<FieldProps, 'id' | 'error'>;
  readonly value: Hours;
  readonly onChange: (value: Hours) => void;
}

/** A picker has no 24:00, so closing at 00:00 is the end of the day. */
const shownClose = (to: string): string => (to === '24:00' ? '00:00' : to);
const meantClose = (to: string): string => (to === '00:00' ? '24:00' : to);

/** From when to when, on the clocks of the region. */
export function HoursField({ field, value, onChange }: HoursFieldProps) {
  const { t } = useTranslation();
  return (
    <fieldset id={field.id} tabIndex={-1} className={styles.group}>
      <legend className={styles.legend}>{t('admin:calendar.hours')}</legend>
      <small>{t('admin:calendar.hoursHelp')}</small>
      <FieldError id={field.id ?? ''} error={field.error} />
      <div className={styles.pair}>
        <Field label={t('admin:calendar.from')}>
          {(control) => (
            <input
              {...control}
              type="time"
              className={fieldStyles.input}
              value={value.from}
              onChange={(event) => onChange({ ...value, from: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('admin:calendar.to')}>
          {(control) => (
            <input
              {...control}
              type="time"
              className={fieldStyles.input}
              value={shownClose(value.to)}
              onChange={(event) => onChange({ ...value, to: meantClose(event.target.value) })}
            />
          )}
        </Field>
      </div>
    </fieldset>
  );
}
