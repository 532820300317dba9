/** What reports keep of a response: its scores, and whether it was asked for them. Pure. */
import type { SurveyResponse } from '../../src/domain/response.ts';
import { restoreAnswers } from '../../src/domain/survey/answers.ts';
import { elementsOf } from '../../src/domain/survey/definition.ts';
import type { Survey, SurveyElement } from '../../src/domain/survey/definition.ts';
import { isSatisfied, scoreOf } from '../../src/domain/survey/scoring.ts';
import { dateAt } from '../../src/domain/time/moment.ts';
import type { LocalDate } from '../../src/domain/time/moment.ts';
import type { ZoneClock } from '../../src/domain/time/zone.ts';
import { restOf } from '../../src/domain/ids.ts';

/** In the order of the table's columns. */
export interface ResponseFact {
  readonly id: string;
  readonly region: string;
  readonly branch: string;
  /** `survey:<id>:<version>` */
  readonly survey: string;
  readonly language: string;
  readonly channel: string;
  readonly finished: LocalDate;
  readonly complete: boolean;
  readonly asksSatisfaction: boolean;
  readonly satisfied: boolean | null;
  readonly asksRecommend: boolean;
  /** 0..10 */
  readonly recommend: number | null;
  readonly weight: number | null;
}

/** @param survey undefined: not in the registry, so nothing is known of what its answers mean */
export function responseFact(
  doc: SurveyResponse,
  survey: Survey | undefined,
  timeZone: string | undefined,
  zone: ZoneClock,
): ResponseFact {
  const asked = (role: SurveyElement['role']): SurveyElement | undefined =>
    survey === undefined ? undefined : elementsOf(survey).find((element) => element.role === role);
  const [satisfaction, recommend] = [asked('satisfaction'), asked('recommend')];
  const given = restoreAnswers({ answers: doc.answers, missing: doc.missing });
  const place = { zone, timeZone: timeZone ?? 'UTC' };
  return {
    id: restOf(doc._id),
    region: doc.admitted?.region ?? doc.region ?? '',
    branch: doc.admitted?.branch ?? doc.branch ?? '',
    survey: doc.survey,
    language: doc.language,
    channel: doc.channel,
    finished: dateAt(doc.finished, place) ?? (doc.finished.slice(0, 10) as LocalDate),
    complete: doc.complete,
    asksSatisfaction: satisfaction !== undefined,
    satisfied: satisfaction === undefined ? null : isSatisfied(satisfaction, given),
    asksRecommend: recommend !== undefined,
    recommend: recommend === undefined ? null : scoreOf(recommend, given),
    weight: doc.weight ?? null,
  };
}
