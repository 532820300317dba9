/** What a new organisation begins with: a deadline policy and a survey in every language. */
import { defaultPolicy } from '../../src/domain/time/default-policy.ts';
import { survey } from '../../src/domain/survey/definition.ts';
import type { Survey } from '../../src/domain/survey/definition.ts';
import type { OrganisationDoc } from '../../src/domain/registry.ts';
import type { Context } from '../context.ts';
import type { NewDoc, StoredDoc } from '../store/store.ts';
import satisfaction from './surveys/satisfaction.json' with { type: 'json' };
import * as v from 'valibot';

type Effects = Pick<Context, 'stores'>;

export const DEFAULT_POLICY = `policy:${defaultPolicy.id}:${defaultPolicy.version}`;

/** The survey that ships: satisfaction with the whole, the five elements that make it, likelihood to recommend. */
export const satisfactionSurvey = (): Survey => v.parse(survey, satisfaction);
export const SATISFACTION_SURVEY = 'survey:satisfaction:1';

const policyDoc = (): NewDoc => ({ _id: DEFAULT_POLICY, type: 'policy', v: 1, policy: defaultPolicy });
const surveyDoc = (): NewDoc => ({
  _id: SATISFACTION_SURVEY,
  type: 'survey',
  v: 1,
  survey: satisfactionSurvey(),
});

/** @returns the policy's document if it was made now */
export async function ensurePolicy({ stores }: Effects): Promise<StoredDoc | null> {
  const doc = policyDoc();
  const [result] = await stores.registry.write([doc]);
  return result?.error === undefined && result !== undefined ? { ...doc, _rev: result.rev } : null;
}

export interface NewOrganisation {
  readonly name: string;
  /** ISO 4217 */
  readonly currency: string;
  readonly demo: boolean;
}

/** Makes the organisation with its policy and its survey. What is there already stays as it is: calling again is harmless. */
export async function seedOrganisation({ stores }: Effects, input: NewOrganisation): Promise<void> {
  const organisation: OrganisationDoc = {
    _id: 'organisation:self',
    type: 'organisation',
    v: 1,
    policy: DEFAULT_POLICY,
    ...input,
  };
  // Policy and survey first: an organisation that is there has both.
  await stores.registry.write([policyDoc(), surveyDoc()]);
  await stores.registry.write([organisation]);
}
