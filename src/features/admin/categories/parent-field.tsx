import { useTranslation } from 'react-i18next';
import { PickerField } from '../forms/picker-field.tsx';
import type { CategoryNames } from './category-names.ts';

export interface ParentFieldProps {
  readonly names: CategoryNames;
  /** null: the widest level */
  readonly value: string | null;
  readonly onChange: (parent: string | null) => void;
  /** can't be chosen: the category itself and what is below */
  readonly without: ReadonlySet<string>;
}

/** The widest level in the list of an option picker, whose values are codes; no code is empty. */
const TOP = '';

export function ParentField({ names, value, onChange, without }: ParentFieldProps) {
  const { t } = useTranslation();
  const top = t('admin:categories.top');
  return (
    <PickerField
      label={t('admin:categories.parent')}
      value={value ?? TOP}
      shown={value === null ? top : [names.above(value), names.name(value)].filter(Boolean).join(' › ')}
      options={() => [{ value: TOP, label: top }, ...names.options(without)]}
      onChange={(code) => onChange(code === TOP ? null : code)}
    />
  );
}
