/** Categories as a list to choose from: each by its own name, with the wider ones that it belongs to. */
import type { Registry } from '../../../data/api.ts';
import { textIn } from '../../../domain/survey/localized.ts';

export interface CategoryOption {
  readonly value: string;
  readonly label: string;
  readonly detail?: string;
  /** from the widest to this one */
  readonly path: readonly string[];
  /** no narrower one is below it */
  readonly leaf: boolean;
}

export function categoryOptions(categories: Registry['categories'], language: string): CategoryOption[] {
  const byCode = new Map(categories.map((one) => [one.code, one]));
  const parents = new Set(categories.filter(({ retired }) => retired !== true).map(({ parent }) => parent));
  const pathOf = (code: string): string[] => {
    const path: string[] = [];
    for (let at = byCode.get(code); at !== undefined && !path.includes(at.code);) {
      path.unshift(at.code);
      at = at.parent === null ? undefined : byCode.get(at.parent);
    }
    return path;
  };
  return categories
    .filter(({ retired }) => retired !== true)
    .map(({ code, name }) => {
      const path = pathOf(code);
      const above = path.slice(0, -1).map((part) => {
        const wider = byCode.get(part);
        return wider === undefined ? part : textIn(wider.name, language);
      });
      return {
        value: code,
        label: textIn(name, language),
        ...(above.length > 0 && { detail: above.join(' › ') }),
        path,
        leaf: !parents.has(code),
      };
    });
}
