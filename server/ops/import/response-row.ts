/** One row of survey answers: a response as the device would have made it, in codes and numbers. */
import type { SurveyResponse } from '../../../src/domain/response.ts';
import { elementsOf } from '../../../src/domain/survey/definition.ts';
import type { Survey, SurveyElement } from '../../../src/domain/survey/definition.ts';
import type { ResponsesMapping } from './mapping.ts';
import { externalOf, idTime, momentOf, placeOf } from './place.ts';
import { refuseField } from './row.ts';
import type { Row, RowResult } from './row.ts';
import type { RowContext } from './complaint-row.ts';

/** A response but for its place in the chain of the device that carries it. */
export type ResponseContent = Pick<
  SurveyResponse,
  | 'survey'
  | 'language'
  | 'started'
  | 'finished'
  | 'complete'
  | 'answers'
  | 'missing'
  | 'channel'
  | 'external'
  | 'branch'
  | 'region'
> & { readonly weight?: number };
export interface PlannedResponse {
  readonly external: string;
  /** for its id: Unix milliseconds */
  readonly time: number;
  readonly content: ResponseContent;
}

type AnswerRule = ResponsesMapping['answers'][string];
type Value = SurveyResponse['answers'][string] | { readonly missing: 'neverUsed' | 'notAnswered' };

export const surveyDocId = ({ id, version }: Pick<Survey, 'id' | 'version'>): string =>
  `survey:${id}:${version}`;

function answerOf(row: Row, rule: AnswerRule, element: SurveyElement): RowResult<Value> {
  const text = row(rule.column);
  if (text === '' || rule.notAnswered?.includes(text)) return { ok: true, value: { missing: 'notAnswered' } };
  if (rule.neverUsed?.includes(text)) return { ok: true, value: { missing: 'neverUsed' } };
  const wrong = refuseField(rule.column, 'answer.value', text);
  switch (element.type) {
    case 'rating': {
      const score = /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
      return score >= element.rateMin && score <= element.rateMax ? { ok: true, value: score } : wrong;
    }
    case 'radiogroup': {
      const code = rule.codes === undefined ? text : rule.codes[text];
      return code !== undefined && element.choices.some(({ value }) => value === code)
        ? { ok: true, value: code }
        : wrong;
    }
    case 'boolean': {
      const code = rule.codes?.[text] ?? text;
      return code === 'true' || code === 'false' ? { ok: true, value: code === 'true' } : wrong;
    }
    default:
      return wrong;
  }
}

function weightOf(row: Row, mapping: ResponsesMapping): RowResult<number | null> {
  const text = mapping.weight === undefined ? '' : row(mapping.weight.column);
  if (text === '' || mapping.weight === undefined) return { ok: true, value: null };
  const weight = Number(text);
  const sound = Number.isFinite(weight) && weight >= 0;
  return sound ? { ok: true, value: weight } : refuseField(mapping.weight.column, 'number', text);
}

/** @returns the response that the row is, or the first column at fault */
export function readResponse(
  row: Row,
  mapping: ResponsesMapping,
  { places, now }: Pick<RowContext, 'places' | 'now'>,
): RowResult<PlannedResponse> {
  const external = externalOf(row, mapping.external);
  if (!external.ok) return external;
  const place = placeOf(row, mapping.branch, places);
  if (!place.ok) return place;
  const finished = momentOf(row, mapping.finished, now);
  if (!finished.ok) return finished;
  const said = row(mapping.language.column);
  const language = mapping.language.values[said];
  if (language === undefined) return refuseField(mapping.language.column, 'value.unknown', said);
  const weight = weightOf(row, mapping);
  if (!weight.ok) return weight;

  const answers: ResponseContent['answers'] = {};
  const missing: ResponseContent['missing'] = {};
  for (const element of elementsOf(mapping.survey)) {
    const rule = mapping.answers[element.name];
    if (rule === undefined) continue;
    const answer = answerOf(row, rule, element);
    if (!answer.ok) return answer;
    if (typeof answer.value === 'object' && 'missing' in answer.value)
      missing[element.name] = answer.value.missing;
    else answers[element.name] = answer.value;
  }
  const content: ResponseContent = {
    survey: surveyDocId(mapping.survey),
    language,
    started: null,
    finished: finished.value,
    complete: true,
    answers,
    missing,
    channel: 'import',
    external: { source: mapping.source, id: external.value },
    ...place.value,
    ...(weight.value === null ? {} : { weight: weight.value }),
  };
  return { ok: true, value: { external: external.value, time: idTime(finished.value), content } };
}
