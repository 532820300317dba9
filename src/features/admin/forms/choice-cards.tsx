import { useId, type ReactNode } from 'react';
import { classNames } from '../../../ui/class-names.ts';
import { FieldError, type FieldProps } from '../../../ui/field.tsx';
import fieldStyles from '../../../ui/field.module.css';
import styles from './choice-cards.module.css';

export interface CardChoice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** what choosing it means */
  readonly text: ReactNode;
}

export interface ChoiceCardsProps<Value extends string> extends FieldProps {
  readonly options: readonly CardChoice<Value>[];
  readonly value: Value | undefined;
  readonly onChange: (value: Value) => void;
}

/** One of a few that need a sentence each. */
export function ChoiceCards<Value extends string>({
  id,
  label,
  help,
  error,
  options,
  value,
  onChange,
}: ChoiceCardsProps<Value>) {
  const own = useId();
  const group = id ?? own;
  const described = [help !== undefined && `${group}-help`, error !== undefined && `${group}-error`];
  return (
    <fieldset
      id={group}
      role="radiogroup"
      tabIndex={-1}
      className={classNames(styles.group, error !== undefined && fieldStyles.wrong)}
      aria-describedby={described.filter(Boolean).join(' ') || undefined}
    >
      <legend className={styles.legend}>{label}</legend>
      {help !== undefined && (
        <div className={fieldStyles.help} id={`${group}-help`}>
          {help}
        </div>
      )}
      <FieldError id={group} error={error} />
      {options.map((option) => (
        <div key={option.value} className={styles.choice}>
          <input
            type="radio"
            id={`${group}-${option.value}`}
            name={group}
            value={option.value}
            checked={option.value === value}
            aria-describedby={`${group}-${option.value}-text`}
            onChange={() => onChange(option.value)}
          />
          <label htmlFor={`${group}-${option.value}`}>{option.label}</label>
          <div id={`${group}-${option.value}-text`} className={styles.text}>
            {option.text}
          </div>
        </div>
      ))}
    </fieldset>
  );
}
