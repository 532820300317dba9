import { useMemo } from 'react';
import { textIn } from '../../../domain/survey/localized.ts';
import { useLanguage } from '../../../i18n/use-language.ts';
import type { PickerOption } from '../../../ui/option-picker.tsx';
import { pathOf } from './tree.ts';
import type { Categories } from './tree.ts';

export interface CategoryNames {
  readonly name: (code: string) => string;
  /** what it belongs to: "Repair › Boiler"; '' at the widest level */
  readonly above: (code: string) => string;
  /** to choose one from, those apart that `without` names */
  readonly options: (without: ReadonlySet<string>) => readonly PickerOption<string>[];
}

/** @returns the categories by name, in the reader's language */
export function useCategoryNames(categories: Categories): CategoryNames {
  const { code: language } = useLanguage();
  return useMemo(() => {
    const all = new Map(categories.map((one) => [one.code, one]));
    const name = (code: string): string => {
      const one = all.get(code);
      return one === undefined ? code : textIn(one.name, language);
    };
    const above = (code: string): string =>
      pathOf(all, code)
        .slice(0, -1)
        .map((one) => textIn(one.name, language))
        .join(' › ');
    return {
      name,
      above,
      options: (without) =>
        categories
          .filter(({ code, retired }) => retired !== true && !without.has(code))
          .map(({ code }) => {
            const detail = above(code);
            return { value: code, label: name(code), ...(detail !== '' && { detail }) };
          }),
    };
  }, [categories, language]);
}
