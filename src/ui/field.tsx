import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import styles from './field.module.css';

/** What every field has. `id` is what an error summary links to. */
export interface FieldProps {
  readonly id?: string | undefined;
  readonly label: string;
  readonly help?: ReactNode;
  readonly error?: string | undefined;
  /** says so beside the label; most fields are required, so those that aren't say it */
  readonly optional?: boolean | undefined;
}

/** What the control inside takes over. */
interface ControlProps {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
  readonly 'aria-required': true | undefined;
}

/** Label above, help under it, the error beside the control. */
export function Field({
  id,
  label,
  help,
  error,
  optional = false,
  children,
}: FieldProps & { readonly children: (control: ControlProps) => ReactNode }) {
  const { t } = useTranslation();
  const own = useId();
  const control = id ?? own;
  const described = [help && `${control}-help`, error && `${control}-error`].filter(Boolean).join(' ');
  return (
    <div className={classNames(styles.field, error && styles.wrong)}>
      <div>
        <label className={styles.label} htmlFor={control}>
          {label}
        </label>
        {optional && <span className={styles.optional}>{t('ui:field.optional')}</span>}
      </div>
      {help && (
        <div className={styles.help} id={`${control}-help`}>
          {help}
        </div>
      )}
      <FieldError id={control} error={error} />
      {children({
        id: control,
        'aria-describedby': described === '' ? undefined : described,
        'aria-invalid': error === undefined ? undefined : true,
        'aria-required': optional ? undefined : true,
      })}
    </div>
  );
}

/** @param id the control's; the error's own id is made from it */
export function FieldError({ id, error }: { readonly id: string; readonly error: string | undefined }) {
  if (error === undefined) return null;
  return (
    <div className={styles.error} id={`${id}-error`}>
      <Icon name="alert" />
      {error}
    </div>
  );
}
