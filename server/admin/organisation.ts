/** What an administrator sees and writes of the registry, read as one. */
import * as v from 'valibot';
import { survey } from '../../src/domain/survey/definition.ts';
import { branchDoc, organisationDoc, regionDoc, taxonomyDoc } from '../../src/domain/registry.ts';
import { deadlinePolicy } from '../../src/domain/time/deadlines.ts';
import { readAs, under } from '../auth/stored.ts';
import type { OrganisationState } from '../contract/organisation.ts';
import type { Store } from '../store/store.ts';

export const TAXONOMY = 'taxonomy:categories';
export const ORGANISATION = 'organisation:self';

async function all<S extends v.GenericSchema>(
  registry: Store,
  prefix: string,
  schema: S,
): Promise<v.InferOutput<S>[]> {
  return (await registry.range(under(prefix))).map((doc) => v.parse(schema, doc));
}

const policyDoc = v.looseObject({ _id: v.string(), policy: deadlinePolicy });
const surveyDoc = v.looseObject({ _id: v.string(), survey });

export async function organisationState(registry: Store): Promise<OrganisationState> {
  const [organisation, regions, branches, taxonomy, policies, surveys] = await Promise.all([
    registry.get(ORGANISATION),
    all(registry, 'region:', regionDoc),
    all(registry, 'branch:', branchDoc),
    registry.get(TAXONOMY),
    all(registry, 'policy:', policyDoc),
    all(registry, 'survey:', surveyDoc),
  ]);
  const categories = readAs(taxonomyDoc, taxonomy);
  return {
    organisation: readAs(organisationDoc, organisation),
    regions,
    branches,
    categories: categories?.categories ?? [],
    categoriesVersion: categories?._rev ?? null,
    policies: policies.map(({ _id, policy }) => ({ id: _id, policy })),
    surveys: surveys.map((one) => ({ id: one._id, survey: one.survey })),
  };
}
