import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Registry } from '../../data/api.ts';
import { channels } from '../../domain/codes.ts';
import { LANGUAGES } from '../../i18n/languages.ts';
import { DateInput } from '../../ui/date-input.tsx';
import { Icon } from '../../ui/icon.tsx';
import { OptionPicker } from '../../ui/option-picker.tsx';
import { FilterSelect } from '../../ui/select.tsx';
import type { Names } from './names.ts';
import { PERIODS } from './period.ts';
import type { Narrowing, Question } from './question.ts';
import styles from './overview.module.css';

export interface FiltersProps {
  readonly question: Question;
  readonly registry: Registry | undefined;
  /** the reader's own */
  readonly regions: readonly string[];
  readonly names: Names;
  readonly onChange: (
    change: Readonly<Partial<Record<Narrowing | 'period' | 'from' | 'to', string>>>,
  ) => void;
}

interface Option {
  readonly value: string;
  readonly label: string;
}
const byLabel = (a: Option, b: Option): number => a.label.localeCompare(b.label);

/** A category's place in the tree: "Repair › Boiler". */
function CategoryFilter({ question, registry, names, onChange }: Omit<FiltersProps, 'regions'>) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const categories = registry?.categories ?? [];
  if (categories.length === 0) return null;
  const chosen = question.narrowed.category;
  const above = (code: string | null): string[] => {
    const parent = categories.find((one) => one.code === code);
    return parent === undefined ? [] : [...above(parent.parent), names.category(parent.code)];
  };
  return (
    <>
      <button
        type="button"
        className={styles.pill}
        aria-haspopup="dialog"
        data-chosen={chosen === undefined ? undefined : ''}
        onClick={() => setOpen(true)}
      >
        {chosen === undefined ? t('reports:filter.allCategories') : names.category(chosen)}
        <Icon name="chevron" size="small" />
      </button>
      <OptionPicker
        open={open}
        onClose={() => setOpen(false)}
        title={t('reports:filter.category')}
        value={chosen ?? ''}
        options={[
          { value: '', label: t('reports:filter.allCategories') },
          ...categories.map(({ code, parent }) => ({
            value: code,
            label: names.category(code),
            ...(parent !== null && { detail: above(parent).join(' › ') }),
          })),
        ]}
        onChange={(category) => onChange({ category })}
      />
    </>
  );
}

/** Which figures: each says what is chosen, and all of it stands in the address. */
export function Filters({ question, registry, regions, names, onChange }: FiltersProps) {
  const { t } = useTranslation();
  const { narrowed, period, from, to } = question;
  const periods = PERIODS.map((value) => ({ value, label: t(`reports:period.${value}`) }));
  const branches = (registry?.branches ?? [])
    .filter(({ region }) =>
      narrowed.region === undefined ? regions.includes(region) : region === narrowed.region,
    )
    .map(({ branch }) => ({ value: branch, label: names.branch(branch) }))
    .toSorted(byLabel);
  const spoken = new Set([
    ...LANGUAGES.map(({ code }) => code as string),
    ...(registry?.surveys ?? []).flatMap(({ survey }) => survey.languages),
  ]);
  const select = (name: Narrowing, all: string, options: readonly Option[]) => (
    <FilterSelect
      label={t(`reports:filter.${name}`)}
      value={narrowed[name] ?? ''}
      options={[{ value: '', label: all }, ...options]}
      onChange={(value) => onChange({ [name]: value })}
    />
  );
  return (
    <div className={styles.filters} role="group" aria-label={t('reports:filter.label')}>
      <FilterSelect
        label={t('reports:period.label')}
        value={period}
        neutral="eightWeeks"
        options={periods}
        onChange={(value) => onChange(value === 'custom' ? { period: value, from, to } : { period: value })}
      />
      {regions.length > 1 &&
        select(
          'region',
          t('reports:filter.allRegions'),
          regions.map((value) => ({ value, label: names.region(value) })).toSorted(byLabel),
        )}
      {branches.length > 1 && select('branch', t('reports:filter.allBranches'), branches)}
      <CategoryFilter question={question} registry={registry} names={names} onChange={onChange} />
      {select(
        'channel',
        t('reports:filter.allChannels'),
        channels.map((value) => ({ value, label: t(`codes:channel.${value}`) })),
      )}
      {select(
        'language',
        t('reports:filter.allLanguages'),
        [...spoken].map((value) => ({ value, label: names.language(value) })),
      )}
      {period === 'custom' && (
        <div className={styles.dates}>
          <DateInput
            label={t('reports:period.from')}
            value={from}
            max={to}
            onChange={(value) => onChange({ from: value })}
          />
          <DateInput
            label={t('reports:period.to')}
            value={to}
            min={from}
            onChange={(value) => onChange({ to: value })}
          />
        </div>
      )}
    </div>
  );
}
