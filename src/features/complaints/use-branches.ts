import { useMemo } from 'react';
import { may } from '../../domain/permissions.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useActor } from './use-actor.ts';
import { useNames } from './use-names.ts';

export interface NamedBranch {
  readonly id: string;
  readonly name: string;
}

/** @returns where the reader may record complaints, by name; those that are closed are left out */
export function useBranches(): readonly NamedBranch[] {
  const actor = useActor();
  const { registry, branch: nameOf } = useNames();
  const { intl } = useLanguage();
  return useMemo(() => {
    const { compare } = new Intl.Collator(intl, { numeric: true });
    return (registry?.branches ?? [])
      .filter(
        ({ branch, region, closed }) =>
          !closed && may(actor, 'complaint.record', { place: { branch, region } }),
      )
      .map(({ branch }) => ({ id: branch as string, name: nameOf(branch) }))
      .toSorted((a, b) => compare(a.name, b.name));
  }, [registry, nameOf, intl, actor]);
}
