import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useData } from '../../../data/context.ts';
import { useLive } from '../../../data/live.ts';
import { useRegistry } from '../../../data/use-device.ts';
import { useLanguage } from '../../../i18n/use-language.ts';
import { Button } from '../../../ui/button.tsx';
import { ChoiceChips } from '../../../ui/choice-chips.tsx';
import { OptionPicker } from '../../../ui/option-picker.tsx';
import { categoryOptions } from './category-options.ts';

export interface CategoryFieldProps {
  readonly id: string;
  readonly value: readonly string[];
  readonly onChange: (path: readonly string[]) => void;
  readonly error?: string | undefined;
}

/** So many chips before "All …". */
const SHOWN = 4;

/** What it is about: the ones used lately at hand, all others by searching. */
export function CategoryField({ id, value, onChange, error }: CategoryFieldProps) {
  const { t } = useTranslation();
  const { code: language } = useLanguage();
  const data = useData();
  const registry = useRegistry();
  const recent = useLive(data, ['complaints'], (api) => api.recentCategories(), 'recent').value;
  const [open, setOpen] = useState(false);
  const categories = registry?.categories;
  const options = useMemo(() => categoryOptions(categories ?? [], language), [categories, language]);
  if (options.length === 0 || recent === undefined) return null;

  const chosen = value.at(-1);
  const lately = recent.flatMap((path) => options.find((option) => option.value === path.at(-1)) ?? []);
  const leaves = options.filter((option) => option.leaf && !lately.includes(option));
  const near = [...lately, ...leaves].slice(0, SHOWN);
  const other = options.find((option) => option.value === chosen);
  const chips = other === undefined || near.includes(other) ? near : [other, ...near.slice(0, SHOWN - 1)];
  const choose = (code: string): void => {
    onChange(options.find((option) => option.value === code)?.path ?? []);
  };
  return (
    <>
      <ChoiceChips
        id={id}
        label={t('complaints:record.about')}
        error={error}
        value={chosen}
        onChange={choose}
        options={chips.map(({ value: code, label }) => ({ value: code, label }))}
        more={
          options.length > chips.length && (
            <Button kind="quiet" small icon="search" onClick={() => setOpen(true)}>
              {t('complaints:record.allCategories', { count: options.length })}
            </Button>
          )
        }
      />
      <OptionPicker
        open={open}
        onClose={() => setOpen(false)}
        title={t('complaints:record.about')}
        options={options.map(({ value: code, label, detail }) => ({
          value: code,
          label,
          ...(detail !== undefined && { detail }),
        }))}
        value={chosen}
        onChange={choose}
        recent={lately.map(({ value: code }) => code)}
      />
    </>
  );
}
