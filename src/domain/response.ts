/** One customer's answers to one version of one survey, complete or abandoned; immutable. */
import * as v from 'valibot';
import { admitted, signedHeader } from './signed.ts';
import { branchId, regionId } from './ids.ts';
import { moment } from './time/moment.ts';

const answer = v.union([
  v.number(),
  v.boolean(),
  v.pipe(v.string(), v.maxLength(200)),
  v.pipe(v.array(v.pipe(v.string(), v.maxLength(200))), v.maxLength(100)),
]);

export const surveyResponse = v.looseObject({
  ...signedHeader,
  _id: v.pipe(v.string(), v.regex(/^response:[0-9a-f-]{36}$/, 'response.id')),
  /** `survey:<id>:<version>` */
  survey: v.pipe(v.string(), v.regex(/^survey:[A-Za-z0-9._-]+:[0-9]+$/, 'response.survey')),
  /** the language it was asked in */
  language: v.pipe(v.string(), v.maxLength(35)),
  started: v.nullable(moment),
  /** when it was finished or given up; an import may know only the day */
  finished: moment,
  complete: v.boolean(),
  /** element code to chosen code or number; open texts are in `body.texts` */
  answers: v.record(v.string(), answer),
  /** element code to why there is no answer; neither is a score */
  missing: v.record(v.string(), v.picklist(['neverUsed', 'notAnswered'])),
  channel: v.picklist(['kiosk', 'web', 'field', 'import']),
  external: v.optional(v.looseObject({ source: v.string(), id: v.string() })),
  weight: v.optional(v.number()),
  /** claimed by imports only; a kiosk's come from its enrolment */
  branch: v.optional(branchId),
  region: v.optional(regionId),
  admitted: v.optional(v.looseObject({ ...admitted.entries, branch: branchId, region: regionId })),
});
export type SurveyResponse = v.InferOutput<typeof surveyResponse>;
