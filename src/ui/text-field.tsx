import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import { Field, type FieldProps } from './field.tsx';
import { PRIVATE_INPUT } from './private-input.ts';
import styles from './field.module.css';

type Native = Pick<
  ComponentProps<'input'>,
  | 'autoFocus'
  | 'autoComplete'
  | 'disabled'
  | 'enterKeyHint'
  | 'inputMode'
  | 'maxLength'
  | 'onBlur'
  | 'placeholder'
  | 'readOnly'
  | 'ref'
>;

export interface TextFieldProps extends FieldProps, Native {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'email' | 'tel' | 'url' | 'number';
  /** about a complainant: no autofill, no spell-check (see PRIVATE_INPUT) */
  readonly personal?: boolean;
}

export function TextField({
  id,
  label,
  help,
  error,
  optional,
  value,
  onChange,
  type = 'text',
  personal = false,
  ...native
}: TextFieldProps) {
  // Addresses and numbers run from left to right in every language; other text takes the direction of its first letter.
  const dir = ['email', 'tel', 'url', 'number'].includes(type) && value !== '' ? 'ltr' : 'auto';
  return (
    <Field id={id} label={label} help={help} error={error} optional={optional}>
      {(control) => (
        <input
          {...(personal ? PRIVATE_INPUT : {})}
          {...native}
          {...control}
          type={type}
          dir={dir}
          className={classNames(styles.input)}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
