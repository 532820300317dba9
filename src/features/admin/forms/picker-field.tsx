import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field, type FieldProps } from '../../../ui/field.tsx';
import { classNames } from '../../../ui/class-names.ts';
import fieldStyles from '../../../ui/field.module.css';
import { Icon } from '../../../ui/icon.tsx';
import { OptionPicker, type PickerOption } from '../../../ui/option-picker.tsx';
import styles from './picker-field.module.css';

export interface PickerFieldProps extends FieldProps {
  readonly value: string;
  /** the chosen value in words */
  readonly shown: string;
  readonly onChange: (value: string) => void;
  /** asked for when the list is opened: hundreds of names take their time */
  readonly options: () => readonly PickerOption<string>[];
  readonly recent?: readonly string[];
}

/** One of hundreds: what is chosen on a button, and behind it a list that is searched. */
export function PickerField({ value, shown, onChange, options, recent = [], ...field }: PickerFieldProps) {
  const { t } = useTranslation();
  const [list, setList] = useState<readonly PickerOption<string>[] | null>(null);
  return (
    <Field {...field}>
      {({ id, 'aria-describedby': described }) => (
        <>
          <button
            type="button"
            id={id}
            aria-describedby={described}
            aria-haspopup="dialog"
            aria-label={t('admin:form.chosen', { label: field.label, value: shown })}
            className={classNames(fieldStyles.input, styles.button)}
            onClick={() => setList(options())}
          >
            <bdi>{shown}</bdi>
            <Icon name="chevron" />
          </button>
          <OptionPicker
            open={list !== null}
            onClose={() => setList(null)}
            title={field.label}
            options={list ?? []}
            value={value}
            onChange={onChange}
            recent={recent}
          />
        </>
      )}
    </Field>
  );
}
