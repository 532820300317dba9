/** Whether the codes that an administrator names are there. */
import type { AccountRole } from '../../src/domain/actor.ts';
import { branchDoc } from '../../src/domain/registry.ts';
import type { BranchId, RegionId } from '../../src/domain/ids.ts';
import { readAs } from '../auth/stored.ts';
import type { FieldProblem } from '../contract/problem.ts';
import { fail, succeed } from '../errors.ts';
import type { Result } from '../errors.ts';
import type { Store } from '../store/store.ts';

export interface Places {
  readonly branches: readonly BranchId[];
  readonly regions: readonly RegionId[];
}

async function missing(registry: Store, type: string, codes: readonly string[]): Promise<number[]> {
  const docs = await registry.getMany(codes.map((code) => `${type}:${code}`));
  return docs.flatMap((doc, index) => (doc === null ? [index] : []));
}

/** @returns the same codes, known to exist; `schema.invalid` naming each that doesn't, or that the role has no use for */
export async function checkPlaces(
  registry: Store,
  role: AccountRole,
  { branches, regions }: { readonly branches: readonly string[]; readonly regions: readonly string[] },
): Promise<Result<Places>> {
  const fields: FieldProblem[] = [
    ...(await missing(registry, 'branch', branches)).map((at) => ({
      field: `branches.${at}`,
      rule: 'unknownBranch',
    })),
    ...(await missing(registry, 'region', regions)).map((at) => ({
      field: `regions.${at}`,
      rule: 'unknownRegion',
    })),
  ];
  if ((role === 'manager' || role === 'analyst') && branches.length > 0) {
    fields.push({ field: 'branches', rule: 'regionsOnly' });
  }
  if (fields.length > 0) return fail('schema.invalid', { fields });
  return succeed({ branches: branches as readonly BranchId[], regions: regions as readonly RegionId[] });
}

/** @returns `schema.invalid` for a branch that isn't there or is closed, or a survey that isn't there */
export async function checkKiosk(
  registry: Store,
  branch: string,
  surveys: readonly string[],
): Promise<Result<BranchId>> {
  const fields: FieldProblem[] = [];
  const found = readAs(branchDoc, await registry.get(`branch:${branch}`));
  if (found === null) fields.push({ field: 'branch', rule: 'unknownBranch' });
  else if (found.closed) fields.push({ field: 'branch', rule: 'closedBranch' });
  const docs = await registry.getMany(surveys);
  docs.forEach((doc, at) => {
    if (doc?.['type'] !== 'survey') fields.push({ field: `surveys.${at}`, rule: 'unknownSurvey' });
  });
  if (fields.length > 0 || found === null) return fail('schema.invalid', { fields });
  return succeed(found.branch);
}
