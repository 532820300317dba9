import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from './class-names.ts';
import { Field, type FieldProps } from './field.tsx';
import { PRIVATE_INPUT } from './private-input.ts';
import styles from './field.module.css';

type Native = Pick<
  ComponentProps<'textarea'>,
  'autoFocus' | 'disabled' | 'onBlur' | 'placeholder' | 'ref' | 'rows'
>;

export interface TextAreaProps extends FieldProps, Native {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** about a complainant: no autofill, no spell-check (see PRIVATE_INPUT) */
  readonly personal?: boolean;
  /** characters; what is left is told from the last tenth on, and more can be typed but not saved */
  readonly limit?: number;
}

/** Grows with what is typed, up to half the screen. */
export function TextArea({
  id,
  label,
  help,
  error,
  optional,
  value,
  onChange,
  personal = false,
  limit,
  ...native
}: TextAreaProps) {
  const { t } = useTranslation();
  const left = limit === undefined ? undefined : limit - value.length;
  return (
    <Field id={id} label={label} help={help} error={error} optional={optional}>
      {(control) => (
        <>
          <textarea
            {...(personal ? PRIVATE_INPUT : {})}
            {...native}
            {...control}
            dir="auto"
            className={classNames(styles.input, styles.area)}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
          {left !== undefined && limit !== undefined && left < limit / 10 && (
            <div className={styles.help} role="status">
              {t('ui:field.characters', { count: left })}
            </div>
          )}
        </>
      )}
    </Field>
  );
}
