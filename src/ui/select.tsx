import { classNames } from './class-names.ts';
import { Field, type FieldProps } from './field.tsx';
import { Icon } from './icon.tsx';
import fieldStyles from './field.module.css';
import styles from './select.module.css';

export interface SelectOption {
  readonly value: string;
  readonly label: string;
  readonly disabled?: boolean;
}
export interface SelectGroup {
  readonly label: string;
  readonly options: readonly SelectOption[];
}
type Options = readonly (SelectOption | SelectGroup)[];

function optionList(options: Options) {
  return options.map((option) =>
    'options' in option ? (
      <optgroup key={option.label} label={option.label}>
        {optionList(option.options)}
      </optgroup>
    ) : (
      <option key={option.value} value={option.value} disabled={option.disabled}>
        {option.label}
      </option>
    ),
  );
}

export interface SelectProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly options: Options;
  /** shown while nothing is chosen (`value` is '') */
  readonly placeholder?: string;
  readonly disabled?: boolean;
}

/** The system's own list: the best one on a phone, and it speaks every screen reader's language. */
export function Select({
  id,
  label,
  help,
  error,
  optional,
  value,
  onChange,
  options,
  placeholder,
  disabled,
}: SelectProps) {
  return (
    <Field id={id} label={label} help={help} error={error} optional={optional}>
      {(control) => (
        <div className={styles.box}>
          <select
            {...control}
            className={classNames(fieldStyles.input, styles.select)}
            value={value}
            disabled={disabled}
            onChange={(event) => onChange(event.target.value)}
          >
            {placeholder !== undefined && <option value="">{placeholder}</option>}
            {optionList(options)}
          </select>
          <Icon name="chevron" />
        </div>
      )}
    </Field>
  );
}

export interface FilterSelectProps {
  /** for screen readers; the chosen option says it to the others */
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly options: Options;
  /** the value that filters nothing; any other is set off in colour */
  readonly neutral?: string;
}

/** A filter above a report or a list: a pill that says what is chosen. */
export function FilterSelect({ label, value, onChange, options, neutral = '' }: FilterSelectProps) {
  return (
    <div className={classNames(styles.box, styles.compact)}>
      <select
        aria-label={label}
        className={styles.pill}
        data-chosen={value === neutral ? undefined : ''}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        {optionList(options)}
      </select>
      <Icon name="chevron" size="small" />
    </div>
  );
}
