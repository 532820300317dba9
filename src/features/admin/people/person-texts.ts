import { useTranslation } from 'react-i18next';
import { useFormats, useLanguage } from '../../../i18n/use-language.ts';
import { decimalsOf, formatAmount, parseAmount } from '../../../i18n/amount.ts';
import type { Organisation } from '../organisation/use-organisation.ts';
import type { PersonDraft, RemedyLimit } from './draft.ts';
import { useRoleName } from './role-names.ts';

type Reach = Pick<PersonDraft, 'role' | 'branches' | 'regions'>;

export interface PersonTexts {
  /** regions and branches by name */
  readonly places: (reach: Reach) => string;
  readonly labels: Readonly<Record<keyof PersonDraft, string>>;
  readonly show: (field: keyof PersonDraft, person: PersonDraft) => string;
}

/** @returns how what is known of a person is said in words */
export function usePersonTexts({ regions, currency }: Organisation): PersonTexts {
  const { t } = useTranslation();
  const formats = useFormats();
  const { intl } = useLanguage();
  const roleName = useRoleName();
  const regionNames = new Map<string, string>(regions.map(({ doc, name }) => [doc.region, name]));
  const branchNames = new Map<string, string>(
    regions.flatMap(({ branches }) => branches.map(({ doc, name }) => [doc.branch, name] as const)),
  );
  const names = (codes: readonly string[], of: ReadonlyMap<string, string>): string[] =>
    codes.map((code) => of.get(code) ?? code);
  const listed = (all: readonly string[]): string =>
    all.length === 0 ? t('admin:person.nowhere') : formats.list(all);
  const limit = ({ kind, amount }: RemedyLimit): string => {
    if (kind !== 'upTo') return kind === 'any' ? t('admin:remedy.any.name') : t('admin:remedy.none.name');
    const minor = parseAmount(amount, decimalsOf(currency));
    return minor === null ? amount : t('admin:remedy.reads', { amount: formatAmount(minor, currency, intl) });
  };
  return {
    places: ({ role, branches, regions: whole }) =>
      role === 'admin'
        ? t('admin:person.everywhere')
        : listed([...names(whole, regionNames), ...names(branches, branchNames)]),
    labels: {
      name: t('admin:person.name'),
      login: t('admin:person.login'),
      role: t('admin:person.role'),
      branches: t('admin:person.branches'),
      regions: t('admin:person.regions'),
      remedyLimit: t('admin:remedy.label'),
    },
    show: (field, person) => {
      if (field === 'role') return roleName(person.role);
      if (field === 'branches') return listed(names(person.branches, branchNames));
      if (field === 'regions') return listed(names(person.regions, regionNames));
      return field === 'remedyLimit' ? limit(person.remedyLimit) : person[field];
    },
  };
}
