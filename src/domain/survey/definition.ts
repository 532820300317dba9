/**
 * A survey as it is published: a subset of SurveyJS JSON that every screen of ours can show and every report can count.
 *
 * Taken from SurveyJS as they are: `pages`, `elements`, `type`, `name`, `title`, `description`, `isRequired`,
 * `visibleIf` (see expression.ts; of pages too), `rateMin`, `rateMax`, `rateType` (`labels` or `smileys`),
 * `minRateDescription`, `maxRateDescription`, `choices` with `value` and `text`, `maxLength`, `labelTrue`, `labelFalse`.
 * Narrower: texts are always objects of languages; `rateMin` and `rateMax` are always given; a choice's `value` is a
 * code; a condition looks back only. Our own: `role`, `scale`, `neverUsed`, `languages`. Fields that this version does
 * not know are kept; a type of question that it doesn't know is refused, since it could not be shown.
 */
import * as v from 'valibot';
import { definitionProblems } from './consistency.ts';
import { surveyText } from './localized.ts';

/** `constructor` and `prototype` are names that no record can safely hold. */
const name = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/, 'survey.name'),
  v.check((text) => text !== 'constructor' && text !== 'prototype', 'survey.name'),
);

/** Words that an expression would read as something else are no codes. */
const choiceCode = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9_-]{1,64}$/, 'survey.choiceCode'),
  v.check((text) => !/^(?:true|false|null|undefined)$/i.test(text), 'survey.choiceCode'),
);

const rate = v.pipe(
  v.number(),
  v.integer('survey.rate'),
  v.minValue(0, 'survey.rate'),
  v.maxValue(10, 'survey.rate'),
);
const condition = v.optional(v.string());

/**
 * What a question measures: satisfaction with the whole (one), likelihood to recommend (0 to 10, one), satisfaction with
 * a part, which may drive that with the whole; or something else.
 */
export const surveyRole = v.picklist(['satisfaction', 'recommend', 'driver', 'other'], 'survey.role');

const anyElement = {
  /** stable code under which answers are stored and counted */
  name,
  title: surveyText,
  description: v.optional(surveyText),
  isRequired: v.optional(v.boolean()),
  visibleIf: condition,
  /** absent: other */
  role: v.optional(surveyRole),
  /** offers "never used / does not apply" beside the answers; it is stored as missing, never as a score */
  neverUsed: v.optional(v.boolean()),
};

export const ratingElement = v.looseObject({
  ...anyElement,
  type: v.literal('rating'),
  rateMin: rate,
  rateMax: rate,
  /** absent: labels, which are numbers */
  rateType: v.optional(v.picklist(['labels', 'smileys'], 'survey.rateType')),
  minRateDescription: v.optional(surveyText),
  maxRateDescription: v.optional(surveyText),
  /** `satisfiedFrom` is the lowest satisfied score: 4 of 1 to 5 is the top-two box. min and max are the rating's. */
  scale: v.optional(v.looseObject({ min: rate, max: rate, satisfiedFrom: rate })),
});

const choices = v.pipe(
  v.array(v.looseObject({ value: choiceCode, text: surveyText })),
  v.minLength(1, 'survey.choicesMissing'),
  v.maxLength(200, 'survey.choicesTooMany'),
);

/** One choice of several. */
export const radiogroupElement = v.looseObject({ ...anyElement, type: v.literal('radiogroup'), choices });
/** Any number of choices. */
export const checkboxElement = v.looseObject({ ...anyElement, type: v.literal('checkbox'), choices });
/** Open text. */
export const commentElement = v.looseObject({
  ...anyElement,
  type: v.literal('comment'),
  /** in UTF-16 units, as a text field counts */
  maxLength: v.optional(
    v.pipe(
      v.number(),
      v.integer('survey.maxLength'),
      v.minValue(1, 'survey.maxLength'),
      v.maxValue(10_000, 'survey.maxLength'),
    ),
  ),
});
/** Yes or no. */
export const booleanElement = v.looseObject({
  ...anyElement,
  type: v.literal('boolean'),
  labelTrue: v.optional(surveyText),
  labelFalse: v.optional(surveyText),
});

export const surveyElement = v.variant(
  'type',
  [ratingElement, radiogroupElement, checkboxElement, commentElement, booleanElement],
  'survey.elementType',
);
export type SurveyElement = v.InferOutput<typeof surveyElement>;
export type RatingElement = v.InferOutput<typeof ratingElement>;

const shape = v.looseObject({
  id: v.pipe(v.string(), v.regex(/^[A-Za-z0-9._-]{1,60}$/, 'survey.id')),
  version: v.pipe(v.number(), v.integer('survey.version'), v.minValue(1, 'survey.version')),
  title: surveyText,
  /** BCP 47; the first is the language of the default texts */
  languages: v.pipe(
    v.array(v.pipe(v.string(), v.regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, 'survey.language'))),
    v.minLength(1, 'survey.languageMissing'),
  ),
  pages: v.pipe(
    v.array(
      v.looseObject({ name: v.optional(v.string()), visibleIf: condition, elements: v.array(surveyElement) }),
    ),
    v.minLength(1, 'survey.pagesMissing'),
  ),
});
export type Survey = v.InferOutput<typeof shape>;

/** A survey whose parts also agree with each other: unique names, conditions that can be decided, scales that fit. */
export const survey = v.pipe(
  shape,
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    for (const { path, code } of definitionProblems(dataset.value)) {
      addIssue({ message: code, path: issuePath(dataset.value, path) });
    }
  }),
);

/** All questions in the order in which they are asked. */
export function elementsOf(definition: Survey): SurveyElement[] {
  return definition.pages.flatMap((page) => page.elements);
}

type Path = [v.IssuePathItem, ...v.IssuePathItem[]];

function issuePath(root: unknown, keys: readonly [string, ...(string | number)[]]): Path {
  let input: unknown = root;
  const item = (key: string | number): v.IssuePathItem => {
    const from = input;
    input = typeof from === 'object' && from !== null ? Reflect.get(from, key) : undefined;
    return { type: 'unknown', origin: 'value', input: from, key, value: input };
  };
  const [first, ...rest] = keys;
  return [item(first), ...rest.map(item)];
}
