import { type Answers, answerTo } from './answers.ts';
import type { SurveyElement } from './definition.ts';

/**
 * The score that an answer is, if it is one.
 *
 * @returns null for what is missing for any reason, for answers off the scale, and for questions that aren't ratings:
 *   these are in no mean and no share
 */
export function scoreOf(element: SurveyElement, given: Answers): number | null {
  if (element.type !== 'rating') return null;
  const answer = answerTo(given, element.name);
  if (typeof answer !== 'number' || !Number.isInteger(answer)) return null;
  return answer >= element.rateMin && answer <= element.rateMax ? answer : null;
}

/**
 * Whether an answer counts as satisfied (top-two box of 1 to 5: 4 and 5).
 *
 * @returns null when there is no score or the question has no scale
 */
export function isSatisfied(element: SurveyElement, given: Answers): boolean | null {
  const score = scoreOf(element, given);
  if (score === null || element.type !== 'rating' || element.scale === undefined) return null;
  return score >= element.scale.satisfiedFrom;
}
