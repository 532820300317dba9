import { useId, type ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { FieldError, type FieldProps } from './field.tsx';
import { Icon } from './icon.tsx';
import fieldStyles from './field.module.css';
import styles from './choice-chips.module.css';

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly disabled?: boolean;
}

interface GroupProps<Value extends string> extends FieldProps {
  readonly options: readonly Choice<Value>[];
  /** after the last chip: "All 84…" */
  readonly more?: ReactNode;
}

export interface ChoiceChipsProps<Value extends string> extends GroupProps<Value> {
  /** undefined: nothing chosen yet */
  readonly value: Value | undefined;
  readonly onChange: (value: Value) => void;
}

export interface MultiChoiceChipsProps<Value extends string> extends GroupProps<Value> {
  readonly values: readonly Value[];
  readonly onChange: (values: readonly Value[]) => void;
}

interface ChipGroupProps<Value extends string> extends GroupProps<Value> {
  readonly type: 'radio' | 'checkbox';
  readonly isChosen: (value: Value) => boolean;
  readonly choose: (value: Value) => void;
}

function ChipGroup<Value extends string>({
  id,
  label,
  help,
  error,
  options,
  more,
  type,
  isChosen,
  choose,
}: ChipGroupProps<Value>) {
  const own = useId();
  const group = id ?? own;
  const described = [help && `${group}-help`, error && `${group}-error`].filter(Boolean).join(' ');
  return (
    // The id is on the group, and the group can take focus: an error summary links to it before anything is chosen.
    <fieldset
      id={group}
      tabIndex={-1}
      className={classNames(styles.group, error !== undefined && fieldStyles.wrong)}
      aria-describedby={described === '' ? undefined : described}
      role={type === 'radio' ? 'radiogroup' : 'group'}
    >
      <legend className={styles.legend}>{label}</legend>
      {help && (
        <div className={fieldStyles.help} id={`${group}-help`}>
          {help}
        </div>
      )}
      <FieldError id={group} error={error} />
      <div className={styles.options}>
        {options.map(({ value, label: text, disabled }) => (
          <label key={value} className={styles.choice}>
            <input
              type={type}
              name={group}
              value={value}
              disabled={disabled}
              checked={isChosen(value)}
              onChange={() => choose(value)}
            />
            <span className={styles.mark}>
              <Icon name="check" size="small" />
            </span>
            {text}
          </label>
        ))}
        {more}
      </div>
    </fieldset>
  );
}

/** One of a few: real radio buttons that look like chips. */
export function ChoiceChips<Value extends string>({ value, onChange, ...group }: ChoiceChipsProps<Value>) {
  return <ChipGroup {...group} type="radio" isChosen={(option) => option === value} choose={onChange} />;
}

/** Any of a few: real checkboxes that look like chips. */
export function MultiChoiceChips<Value extends string>({
  values,
  onChange,
  ...group
}: MultiChoiceChipsProps<Value>) {
  const toggle = (value: Value): void =>
    onChange(values.includes(value) ? values.filter((other) => other !== value) : [...values, value]);
  return (
    <ChipGroup {...group} type="checkbox" isChosen={(option) => values.includes(option)} choose={toggle} />
  );
}
