/** Regions and branches by their names in the reader's language, in its order. */
import type { OrganisationState } from '../../../../server/contract/organisation.ts';
import type { BranchDoc, RegionDoc } from '../../../domain/registry.ts';
import { textIn } from '../../../domain/survey/localized.ts';

export interface NamedBranch {
  readonly doc: BranchDoc;
  readonly name: string;
}
export interface NamedRegion {
  readonly doc: RegionDoc;
  readonly name: string;
  readonly branches: readonly NamedBranch[];
}

/** @param language a code of ours; @param intl what `Intl` gets for it */
export function namedRegions(
  { regions, branches }: Pick<OrganisationState, 'regions' | 'branches'>,
  language: string,
  intl: string,
): NamedRegion[] {
  const { compare } = new Intl.Collator(intl, { numeric: true });
  const byName = <T extends { readonly name: string }>(named: readonly T[]): T[] =>
    named.toSorted((a, b) => compare(a.name, b.name));
  return byName(
    regions.map((doc) => ({
      doc,
      name: textIn(doc.name, language),
      branches: byName(
        branches
          .filter(({ region }) => region === doc.region)
          .map((branch) => ({ doc: branch, name: textIn(branch.name, language) })),
      ),
    })),
  );
}
