import { useTranslation } from 'react-i18next';
import { LANGUAGES, PSEUDO } from '../i18n/languages.ts';
import { showLanguage } from '../i18n/load.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { ChoiceChips } from './choice-chips.tsx';
import { FilterSelect, Select } from './select.tsx';
import { setTheme, THEMES, useTheme } from './theme.ts';

/** Each language by its own name: who needs it can't read the others. */
const OPTIONS = LANGUAGES.map(({ code, name }) => ({ value: code, label: name }));

/** @param compact a pill for a page's header */
export function LanguageSelect({ compact = false }: { readonly compact?: boolean }) {
  const { t } = useTranslation();
  const { code, name } = useLanguage();
  const choose = (chosen: string): void => {
    const found = LANGUAGES.find((language) => language.code === chosen);
    if (found !== undefined) void showLanguage(found.code);
  };
  const options = code === PSEUDO ? [{ value: code, label: name }, ...OPTIONS] : OPTIONS;
  const props = { label: t('ui:language.label'), value: code, options, onChange: choose };
  return compact ? <FilterSelect {...props} neutral={code} /> : <Select {...props} />;
}

export function ThemeChoice() {
  const { t } = useTranslation();
  const labels = { system: t('ui:theme.system'), light: t('ui:theme.light'), dark: t('ui:theme.dark') };
  return (
    <ChoiceChips
      label={t('ui:theme.label')}
      options={THEMES.map((value) => ({ value, label: labels[value] }))}
      value={useTheme()}
      onChange={setTheme}
    />
  );
}
