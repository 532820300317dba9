import { useFormats, useLanguage } from '../i18n/use-language.ts';
import { Field, type FieldProps } from './field.tsx';
import styles from './field.module.css';

export interface DateInputProps extends FieldProps {
  /** date: `2026-11-17`; with time: `2026-11-17T14:05`, wall clock; '' for none */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly withTime?: boolean;
  readonly min?: string;
  readonly max?: string;
}

/**
 * The system's own picker. It knows the Gregorian calendar only, so where another is in use the date is said again in
 * that one.
 */
export function DateInput({
  id,
  label,
  help,
  error,
  optional,
  value,
  onChange,
  withTime = false,
  min,
  max,
}: DateInputProps) {
  const formats = useFormats();
  const otherCalendar = useLanguage().intl.includes('ca-persian');
  return (
    <Field id={id} label={label} help={help} error={error} optional={optional}>
      {(control) => (
        <>
          <input
            {...control}
            type={withTime ? 'datetime-local' : 'date'}
            className={styles.input}
            value={value}
            min={min}
            max={max}
            onChange={(event) => onChange(event.target.value)}
          />
          {otherCalendar && value !== '' && (
            <output className={styles.help} htmlFor={control.id}>
              {formats.date(value.slice(0, 10), 'long')}
            </output>
          )}
        </>
      )}
    </Field>
  );
}
