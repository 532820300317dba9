import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import { Field, type FieldProps } from './field.tsx';
import styles from './field.module.css';

export interface PasswordFieldProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly autoComplete: 'current-password' | 'new-password';
}

/** Can be shown: a passphrase typed blind on a phone is a passphrase mistyped. */
export function PasswordField({
  id,
  label,
  help,
  error,
  optional,
  value,
  onChange,
  autoComplete,
}: PasswordFieldProps) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  return (
    <Field id={id} label={label} help={help} error={error} optional={optional}>
      {(control) => (
        <div className={styles.inside}>
          <input
            {...control}
            type={shown ? 'text' : 'password'}
            dir={value === '' ? 'auto' : 'ltr'}
            autoCapitalize="none"
            autoComplete={autoComplete}
            spellCheck={false}
            className={styles.input}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
          <Button kind="plain" small aria-pressed={shown} onClick={() => setShown(!shown)}>
            {shown ? t('ui:field.hidePassword') : t('ui:field.showPassword')}
          </Button>
        </div>
      )}
    </Field>
  );
}
