import { useId, type ReactNode } from 'react';
import styles from './checkbox.module.css';

export interface CheckboxProps {
  readonly id?: string;
  readonly label: ReactNode;
  readonly help?: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean;
}

export function Checkbox({ id, label, help, checked, onChange, disabled }: CheckboxProps) {
  const own = useId();
  const control = id ?? own;
  return (
    <div className={styles.box}>
      <input
        id={control}
        type="checkbox"
        className={styles.input}
        checked={checked}
        disabled={disabled}
        aria-describedby={help === undefined ? undefined : `${control}-help`}
        onChange={(event) => onChange(event.target.checked)}
      />
      <label className={styles.label} htmlFor={control}>
        {label}
      </label>
      {help !== undefined && (
        <div className={styles.help} id={`${control}-help`}>
          {help}
        </div>
      )}
    </div>
  );
}
