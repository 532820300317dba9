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
    const named = (registry?.branches ?? [])
      .filter(
        ({ branch, region, closed }) =>
          !closed && may(actor, 'complaint.record', { place: { branch, region } }),
      )
      .map(({ branch }) => ({ id: branch as string, name: nameOf(branch) }));
    // Most have one branch; a collator takes a slow phone 20 ms at its start.
    if (named.length < 2) return named;
    const { compare } = new Intl.Collator(intl, { numeric: true });
    return named.toSorted((a, b) => compare(a.name, b.name));
  }, [registry, nameOf, intl, actor]);
}
