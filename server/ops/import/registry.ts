/** Reference data that an import needs: what its mapping names and the registry lacks is made, what is there stays as it is. */
import { canonicalText } from '../../../src/domain/canonical.ts';
import { branchDoc, organisationDoc, taxonomyDoc } from '../../../src/domain/registry.ts';
import type { BranchDoc, Category, RegionDoc } from '../../../src/domain/registry.ts';
import type { Survey } from '../../../src/domain/survey/definition.ts';
import { readAs, under } from '../../auth/stored.ts';
import type { Cases } from '../../cases/cases.ts';
import type { NewDoc } from '../../store/store.ts';
import { DEFAULT_POLICY, ensurePolicy } from '../seed.ts';
import type { Categories } from './categories.ts';
import type { Mapping } from './mapping.ts';
import type { Place, Places } from './place.ts';
import { surveyDocId } from './response-row.ts';

export const TAXONOMY = 'taxonomy:categories';

/** Writes what is new; what another has written meanwhile stands. Known to admission at once. */
async function create({ context, rules }: Cases, docs: readonly NewDoc[]): Promise<number> {
  if (docs.length === 0) return 0;
  const results = await context.stores.registry.write(docs);
  let made = 0;
  for (const [at, result] of results.entries()) {
    const doc = docs[at];
    if (result.error !== undefined || doc === undefined) continue;
    rules.take({ ...doc, _rev: result.rev });
    made += 1;
  }
  return made;
}

/** Branches as the registry has them, and where the mapping puts those that it lacks. */
export async function placesOf(
  cases: Cases,
  { regions, calendar }: Mapping,
  dryRun: boolean,
): Promise<{ readonly places: Places; readonly regions: number; readonly branches: number }> {
  const { registry } = cases.context.stores;
  const existing = new Set(
    (await registry.range({ ...under('region:'), includeDocs: false })).map(({ _id }) => _id),
  );
  const known = (await registry.range(under('branch:'))).flatMap((doc) => readAs(branchDoc, doc) ?? []);
  const places = new Map<string, Place>(known.map(({ branch, region }) => [branch, { branch, region }]));
  const newRegions: RegionDoc[] = [];
  const newBranches: BranchDoc[] = [];
  for (const { region, name, timeZone, branches } of regions) {
    const absent = branches.filter(({ branch }) => !places.has(branch));
    if (!existing.has(`region:${region}`) && (absent.length > 0 || branches.length === 0)) {
      newRegions.push({
        _id: `region:${region}`,
        type: 'region',
        v: 1,
        region,
        name,
        calendar: { ...calendar, timeZone },
      });
    }
    for (const one of absent) {
      newBranches.push({ _id: `branch:${one.branch}`, type: 'branch', v: 1, ...one, region, closed: false });
      places.set(one.branch, { branch: one.branch, region });
    }
  }
  if (dryRun) return { places, regions: newRegions.length, branches: newBranches.length };
  return {
    places,
    regions: await create(cases, newRegions),
    branches: await create(cases, newBranches),
  };
}

/** The policy that imported complaints pin: the organisation's, or the one that ships while there is none. */
export async function policyOf(cases: Cases, dryRun: boolean): Promise<string> {
  const organisation = readAs(organisationDoc, await cases.context.stores.registry.get('organisation:self'));
  if (organisation !== null) return organisation.policy;
  if (!dryRun) {
    const doc = await ensurePolicy(cases.context);
    if (doc !== null) cases.rules.take(doc);
  }
  return DEFAULT_POLICY;
}

/** @returns false: another survey has this id and version, and a published survey is never changed */
export async function publishSurvey(cases: Cases, survey: Survey, dryRun: boolean): Promise<boolean> {
  const { registry } = cases.context.stores;
  const _id = surveyDocId(survey);
  const stored = await registry.get(_id);
  if (stored !== null) return canonicalText(stored['survey']) === canonicalText(survey);
  if (!dryRun) await create(cases, [{ _id, type: 'survey', v: 1, survey }]);
  return true;
}

export async function readCategories({ context }: Cases): Promise<readonly Category[]> {
  return readAs(taxonomyDoc, await context.stores.registry.get(TAXONOMY))?.categories ?? [];
}

/** Adds categories to those that are there now; somebody may be editing them at the same time. */
export async function writeCategories({ context }: Cases, categories: Categories): Promise<void> {
  const { registry } = context.stores;
  for (;;) {
    const stored = await registry.get(TAXONOMY);
    const before = readAs(taxonomyDoc, stored)?.categories ?? [];
    const merged = categories.over(before);
    const [result] = await registry.write([
      { ...(stored ?? { _id: TAXONOMY, type: 'taxonomy', v: 1 }), categories: merged },
    ]);
    if (result?.error === undefined) return;
  }
}
