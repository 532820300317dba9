/**
 * What a mapping file says: which column of a foreign file is what here. It is data, so that another source needs no
 * code. `server/ops/mappings/README.md` describes it for whoever writes one.
 */
import * as v from 'valibot';
import { channels, remedyKinds } from '../../../src/domain/codes.ts';
import { branchId, regionId } from '../../../src/domain/ids.ts';
import { localizedText } from '../../../src/domain/registry.ts';
import { survey } from '../../../src/domain/survey/definition.ts';
import { workingCalendar } from '../../../src/domain/time/calendar.ts';
import { dateRule } from './dates.ts';

const column = v.string();
const code = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'mapping.code'));
const languageTag = v.pipe(v.string(), v.regex(/^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/, 'mapping.language'));

const { timeZone, ...sharedCalendar } = workingCalendar.entries;

const placeMap = {
  /** working days, hours and holidays of all regions; each has its own time zone */
  calendar: v.strictObject(sharedCalendar),
  regions: v.pipe(
    v.array(
      v.strictObject({
        region: regionId,
        name: localizedText,
        timeZone,
        branches: v.array(v.strictObject({ branch: branchId, name: localizedText })),
      }),
    ),
    v.check((regions) => {
      const named = regions.flatMap(({ branches }) => branches.map(({ branch }) => branch));
      return new Set(named).size === named.length;
    }, 'mapping.branchTwice'),
  ),
  /** `values` turns what the file says into branches; without it the value is the branch. `empty`: where it says nothing */
  branch: v.strictObject({
    column,
    empty: v.optional(branchId),
    values: v.optional(v.record(v.string(), branchId)),
  }),
};

const common = {
  v: v.literal(1),
  /** names the source for ever: it is part of every imported id */
  source: code,
  label: v.pipe(v.string(), v.minLength(1), v.maxLength(80)),
  delimiter: v.optional(v.picklist([',', ';', '\t', '|'])),
  /** the column of the external reference */
  external: column,
  ...placeMap,
};

const flag = { column, yes: v.array(v.string()), no: v.optional(v.array(v.string())) };

export const complaintsMapping = v.strictObject({
  ...common,
  kind: v.literal('complaints'),
  /** before the external reference, for the reference that people see */
  referencePrefix: v.pipe(v.string(), v.regex(/^[A-Z0-9-]{0,12}$/, 'mapping.referencePrefix')),
  received: dateRule,
  acknowledged: v.optional(dateRule),
  /** from the widest to the narrowest; an empty level is left out */
  categories: v.pipe(v.array(column), v.minLength(1), v.maxLength(6)),
  /** by what it came to the source; `other` where that is not known */
  channel: v.picklist(channels),
  /** the complainants' language; absent: not known */
  language: v.optional(languageTag),
  /** the source's word for where the complaint stands: `new`, nothing was done yet; `open`, under investigation */
  outcome: v.strictObject({
    column,
    values: v.record(
      v.string(),
      v.strictObject({
        state: v.picklist(['new', 'open', 'closed']),
        remedy: v.optional(v.picklist(remedyKinds)),
      }),
    ),
  }),
  /** whether the deadline for the response was met, as the source says */
  timely: v.optional(v.strictObject(flag)),
  /** whether the complainant rejected the decision */
  rejected: v.optional(v.strictObject(flag)),
});
export type ComplaintsMapping = v.InferOutput<typeof complaintsMapping>;

export const responsesMapping = v.strictObject({
  ...common,
  kind: v.literal('responses'),
  /** the survey that was asked, as a whole: it is published as `survey:<id>:<version>` if it isn't there */
  survey,
  finished: dateRule,
  language: v.strictObject({ column, values: v.record(v.string(), languageTag) }),
  weight: v.optional(v.strictObject({ column })),
  /** element of the survey to its column. A value that is in neither list is the answer; an empty one is `notAnswered`. */
  answers: v.record(
    v.string(),
    v.strictObject({
      column,
      neverUsed: v.optional(v.array(v.string())),
      notAnswered: v.optional(v.array(v.string())),
      /** value of the file to code of the choice; absent: the value is a number */
      codes: v.optional(v.record(v.string(), v.string())),
    }),
  ),
});
export type ResponsesMapping = v.InferOutput<typeof responsesMapping>;

export const mapping = v.variant('kind', [complaintsMapping, responsesMapping]);
export type Mapping = v.InferOutput<typeof mapping>;

/** Every column that the mapping reads. */
export function columnsOf(one: Mapping): string[] {
  const shared = [one.external, one.branch.column];
  const own =
    one.kind === 'complaints'
      ? [one.received, one.acknowledged, one.outcome, one.timely, one.rejected]
          .flatMap((rule) => rule?.column ?? [])
          .concat(one.categories)
      : [
          one.finished.column,
          one.language.column,
          ...(one.weight ? [one.weight.column] : []),
          ...Object.values(one.answers).map((answer) => answer.column),
        ];
  return [...new Set([...shared, ...own])];
}
