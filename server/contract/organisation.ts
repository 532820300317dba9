/** What an administrator writes: regions, branches, categories, the organisation. Each becomes reference data. */
import * as v from 'valibot';
import { branchId, regionId } from '../../src/domain/ids.ts';
import { category, localizedText } from '../../src/domain/registry.ts';
import type { BranchDoc, Category, OrganisationDoc, RegionDoc } from '../../src/domain/registry.ts';
import type { Survey } from '../../src/domain/survey/definition.ts';
import type { DeadlinePolicy } from '../../src/domain/time/deadlines.ts';
import { workingCalendar } from '../../src/domain/time/calendar.ts';

/** `PUT /api/admin/regions/:id` */
export const regionInput = v.strictObject({ name: localizedText, calendar: workingCalendar });
/** `PUT /api/admin/branches/:id` */
export const branchInput = v.strictObject({ region: regionId, name: localizedText, closed: v.boolean() });
/** `PUT /api/admin/categories`: the whole list, parents before children */
export const categoriesInput = v.strictObject({
  categories: v.pipe(v.array(category), v.maxLength(5000, 'tooMany')),
});
/** `PUT /api/admin/organisation` */
export const organisationInput = v.strictObject({
  name: v.pipe(v.string(), v.trim(), v.minLength(1, 'required'), v.maxLength(120, 'tooLong')),
  currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/, 'currency')),
});
/** Ids that an administrator chooses are codes. */
export const newRegionId = regionId;
export const newBranchId = branchId;

/**
 * `GET /api/admin/organisation`. Each document's `_rev` (the categories' is apart) goes into `If-Match` of its `PUT`,
 * which is then refused when somebody else has changed it since (`organisation.changedMeanwhile`).
 */
export interface OrganisationState {
  readonly organisation: OrganisationDoc | null;
  readonly regions: readonly RegionDoc[];
  readonly branches: readonly BranchDoc[];
  /** retired ones too */
  readonly categories: readonly Category[];
  readonly categoriesVersion: string | null;
  readonly policies: readonly { readonly id: string; readonly policy: DeadlinePolicy }[];
  readonly surveys: readonly { readonly id: string; readonly survey: Survey }[];
}
