/** Reference data: written by the server only, read by every device. Names are texts of the organisation's own. */
import * as v from 'valibot';
import { branchId, personId, regionId } from './ids.ts';
import { accountRole } from './actor.ts';
import { workingCalendar } from './time/calendar.ts';

/** Language to text; `default` is shown where a language has none. */
export const localizedText = v.objectWithRest(
  { default: v.pipe(v.string(), v.minLength(1), v.maxLength(200)) },
  v.pipe(v.string(), v.maxLength(200)),
);
export type LocalizedText = v.InferOutput<typeof localizedText>;

const doc = <T extends string>(type: T) => ({
  _id: v.string(),
  _rev: v.optional(v.string()),
  type: v.literal(type),
  v: v.literal(1),
});

export const regionDoc = v.looseObject({
  ...doc('region'),
  region: regionId,
  name: localizedText,
  calendar: workingCalendar,
});
export type RegionDoc = v.InferOutput<typeof regionDoc>;

export const branchDoc = v.looseObject({
  ...doc('branch'),
  branch: branchId,
  region: regionId,
  name: localizedText,
  /** no longer in use: kept for what refers to it */
  closed: v.boolean(),
});
export type BranchDoc = v.InferOutput<typeof branchDoc>;

/** One category; `parent` null: the widest level. Codes are stable, names are not. */
export const category = v.looseObject({
  code: v.pipe(v.string(), v.minLength(1), v.maxLength(120)),
  parent: v.nullable(v.string()),
  name: localizedText,
  retired: v.optional(v.boolean()),
});
export type Category = v.InferOutput<typeof category>;

/** `taxonomy:categories`: the organisation's categories, a flat list in the order in which they are shown. */
export const taxonomyDoc = v.looseObject({ ...doc('taxonomy'), categories: v.array(category) });
export type TaxonomyDoc = v.InferOutput<typeof taxonomyDoc>;

/** An opaque id with a display name. */
export const personDoc = v.looseObject({
  ...doc('person'),
  person: personId,
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(120)),
  role: accountRole,
  /** where they can be assigned complaints */
  branches: v.array(branchId),
  regions: v.array(regionId),
  left: v.boolean(),
});
export type PersonDoc = v.InferOutput<typeof personDoc>;

/** `organisation:self` */
export const organisationDoc = v.looseObject({
  ...doc('organisation'),
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(120)),
  /** the policy that new complaints pin: `policy:<id>:<version>` */
  policy: v.string(),
  /** ISO 4217, of remedies' amounts and limits */
  currency: v.string(),
  demo: v.boolean(),
});
export type OrganisationDoc = v.InferOutput<typeof organisationDoc>;
// `policy:<id>:<version>` is DeadlinePolicy (time/deadlines.ts) and `survey:<id>:<version>` is Survey
// (survey/definition.ts), each under `policy` / `survey` of a document with `type` and `v` as above.
